"""What whoever deploys template.yaml has to be allowed, as CloudFormation's own schemas of its resource types say it."""

import re
from fnmatch import fnmatchcase

# What a type of resource could do besides, and we do not use. Reading a setting is never among it: CloudFormation reads
# them all to see whether somebody changed one.
UNUSED = {
    r"kms:.*": "no resource has an encryption key of its own",
    r"(ec2|elasticfilesystem|s3files):.*": "functions live in no network and mount no file system",
    r"s3tables:.*|s3:.*Metadata.*": "the lake has no metadata tables",
    r"kinesis:.*|dynamodb:(Enable|Disable|Update)Kinesis.*": "the table has no stream",
    r"dynamodb:.*Replica.*|dynamodb:(Put|Delete)ResourcePolicy|dynamodb:UpdateContributorInsights": "the table has neither replicas, nor a policy, nor insights",
    r"dynamodb:(BatchWriteItem|(Get|Put|Update|Delete)Item|Query|Scan|ImportTable)|s3:GetObject(Metadata)?@AWS::DynamoDB::Table|s3:ListBucket@AWS::DynamoDB::Table|logs:.*@AWS::DynamoDB::Table|iam:CreateServiceLinkedRole@AWS::DynamoDB::Table": "items are not imported, and deploying does not touch them",
    r"events:(Put|Remove)Permission": "the bus has no policy: nobody outside of the account puts events there",
    r"iam:.*PermissionsBoundary": "roles have no boundary of ours; add it where your account asks for one",
    r"iam:GetRole@AWS::KinesisFirehose::DeliveryStream": "is allowed for roles anyway",
    r"lambda:.*(CodeSigningConfig|Concurrency|RecursionConfig|ScalingConfig)|lambda:(PassCapacityProvider|GetLayerVersion)": "functions are neither signed, nor limited, nor layered; what reads them is allowed",
    r"logs:.*(KmsKey|LogDelivery|BearerTokenAuthentication|DeletionProtection)|logs:(Put|Delete)(DataProtection|Index|Resource)Policy|firehose:TagDeliveryStream@AWS::Logs::LogGroup|s3:REST.*": "log groups have no keys, policies or deliveries of their own",
    r"s3:(Put|Delete)(Bucket)?(Abac|Accelerate|Acl|Analytics|Cors|CORS|IntelligentTiering|Inventory|Logging|Metrics|ObjectLock|Replication|Website).*|s3:DeleteBucket(Encryption|Lifecycle)|s3:DeleteObject|s3:PutObject(Acl|LockConfiguration)|iam:PassRole@AWS::S3::Bucket": "the bucket has none of these, and is never emptied by a deployment",
}

# What `sam deploy` and CloudFormation themselves need.
BESIDES = ["cloudformation:*", "s3:PutObject"]


def needed(types: set[str]) -> dict[str, set[str]]:
    """Returns the actions that making, reading, changing and removing such resources takes, each with the types it is for."""
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

    actions: dict[str, set[str]] = {}
    for name in types:
        handlers = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema.get("handlers") or {}
        for handler in ("create", "read", "update", "delete"):
            for action in handlers.get(handler, {}).get("permissions", []):
                if not is_unused(action, name):
                    actions.setdefault(action, set()).add(name)
    return actions


def is_unused(action: str, type_name: str) -> bool:
    """Returns whether an action belongs to what we do not use: by itself, or for one type of resource."""
    return any(re.fullmatch(pattern, action) or re.fullmatch(pattern, f"{action}@{type_name}") for pattern in UNUSED)


def as_list(value: str | list[str]) -> list[str]:
    """Returns the values of a member that may be one text or several."""
    return [value] if isinstance(value, str) else value


def allowed(policy: dict) -> list[str]:
    """Returns the patterns of all actions that a policy allows."""
    return [action for statement in policy["Statement"] for action in as_list(statement["Action"])]


def missing(policy: dict, types: set[str]) -> list[str]:
    """Returns the actions that are needed and not allowed."""
    patterns = allowed(policy)
    return sorted(
        f"{action} ({', '.join(sorted(names))})"
        for action, names in needed(types).items()
        if not any(fnmatchcase(action, pattern) for pattern in patterns)
    )


def idle(policy: dict, types: set[str]) -> list[str]:
    """Returns the patterns that are allowed and of no use."""
    actions = needed(types)
    return [
        pattern
        for pattern in allowed(policy)
        if not any(fnmatchcase(action, pattern) for action in actions)
        and not any(fnmatchcase(pattern, besides) for besides in BESIDES)
    ]
