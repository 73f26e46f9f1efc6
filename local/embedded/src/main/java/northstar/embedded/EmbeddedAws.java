package northstar.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import northstar.embedded.account.Account;
import northstar.embedded.bus.EventBridgeService;
import northstar.embedded.bus.EventBuses;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.delivery.DeadLetter;
import northstar.embedded.delivery.DeadLetters;
import northstar.embedded.delivery.Deliveries;
import northstar.embedded.delivery.EventRouter;
import northstar.embedded.dynamodb.DynamoDbLocal;
import northstar.embedded.dynamodb.Tables;
import northstar.embedded.endpoint.DatabaseService;
import northstar.embedded.endpoint.Endpoint;
import northstar.embedded.endpoint.FunctionService;
import northstar.embedded.endpoint.QueueService;
import northstar.embedded.endpoint.StackService;
import northstar.embedded.function.FunctionHost;
import northstar.embedded.function.RecordedActions;
import northstar.embedded.lake.S3Service;
import northstar.embedded.schedule.Firing;
import northstar.embedded.schedule.SchedulerService;
import northstar.embedded.schedule.Schedules;
import northstar.embedded.schedule.VirtualClock;
import northstar.embedded.stream.Streams;
import northstar.embedded.template.SamTemplate;
import northstar.embedded.wire.Service;
import northstar.runtime.Clients;
import northstar.storage.Stores;
import northstar.storage.dynamodb.DynamoDbStores;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * An AWS account in this process that runs the functions of a template: the classes that are deployed, called by the events
 * that the template's rules match.
 *
 * <p>Time is virtual. Nothing happens by itself: an event that was put on a bus is delivered by {@link #drain}, and a
 * schedule fires when {@link #advanceTo} passes its time. At one instant deliveries come first, then schedules; all that
 * comes of them is done before time moves on. Errors of functions do not come out of these methods: they are tried again as
 * the template says and end in {@link #deadLetters}.
 *
 * <p>Thread-safe; the methods that deliver run one at a time.
 */
public final class EmbeddedAws implements AutoCloseable {

    private final SamTemplate template;
    private final VirtualClock clock;
    private final RecordedActions actions = new RecordedActions();
    private final DeadLetters deadLetters = new DeadLetters();
    private final EventBuses buses;
    private final EventRouter router;
    private final Schedules schedules;
    private final Deliveries deliveries;
    private final EmbeddedClients clients;
    private final DynamoDbLocal database;
    private final boolean ownsDatabase;
    private final String accessKey = EmbeddedClients.newAccessKey();
    private final Map<String, Service> services;
    private final CompletableFuture<DynamoDbClient> dynamoDb = new CompletableFuture<>();

    private EmbeddedAws(EmbeddedOptions options, SamTemplate template, DynamoDbLocal database, boolean ownsDatabase) {
        this.template = template;
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        clock = new VirtualClock(options.start());
        buses = new EventBuses(template);
        router = new EventRouter(buses, clock, options.deliveries());
        schedules = new Schedules(Account.SCHEDULE_GROUP, clock);
        S3Service s3 = new S3Service(Account.BUCKET, options.lake(), router, clock);
        services = Map.of(
                "events", new EventBridgeService(buses, router, clock),
                "scheduler", new SchedulerService(schedules),
                "s3", s3);
        clients = new EmbeddedClients(dynamoDb, services, clock, options.log(), actions);
        FunctionHost host = new FunctionHost(clients, options.log());
        deliveries =
                new Deliveries(router, host, new Streams(s3::store, clock), deadLetters, clock, options.deliveries());
    }

    /**
     * Starts with an empty table. It returns while DynamoDB Local is still starting; the first call to DynamoDB waits for it.
     *
     * @throws IOException if the template cannot be read or a process cannot be started
     * @throws IllegalArgumentException if the template lacks what is needed, or the libraries are not there
     */
    public static EmbeddedAws start(EmbeddedOptions options) throws IOException {
        SamTemplate template = SamTemplate.read(options.template(), Account.names());
        DynamoDbLocal database = DynamoDbLocal.start(options.dynamoDbLibraries());
        return start(new EmbeddedAws(options, template, database, true), template);
    }

    /**
     * As {@link #start}, over a database that is running already. Its table is its own, however many share the database, and
     * the database goes on when this is closed.
     */
    public static EmbeddedAws startOn(DynamoDbLocal database, EmbeddedOptions options) throws IOException {
        SamTemplate template = SamTemplate.read(options.template(), Account.names());
        return start(new EmbeddedAws(options, template, database, false), template);
    }

    private static EmbeddedAws start(EmbeddedAws started, SamTemplate template) {
        Thread.ofPlatform().daemon().name("make-table").start(() -> started.makeTable(template));
        return started;
    }

    private void makeTable(SamTemplate template) {
        try {
            DynamoDbClient client = EmbeddedClients.dynamoDb(database.endpoint(), accessKey, actions);
            Tables.create(client, Account.TABLE, template.table());
            if (!dynamoDb.complete(client)) {
                client.close();
            }
        } catch (RuntimeException e) {
            dynamoDb.completeExceptionally(e);
        }
    }

    /** The clients that the functions use, for whoever wants to look into the account or put something there. */
    public Clients clients() {
        return clients;
    }

    /**
     * Opens an address at which other programs reach the account as if it were AWS. What they put there is delivered by the
     * next step, as ever.
     */
    public Endpoint listen() throws IOException {
        clients.dynamoDb();
        Map<String, Service> all = new HashMap<>(services);
        all.put("sqs", new QueueService(template, deadLetters));
        all.put("lambda", new FunctionService(template, router));
        all.put("cloudformation", new StackService(template.resources(), Account.names()));
        all.put("dynamodb", new DatabaseService(database::endpoint, accessKey));
        return Endpoint.open(all);
    }

    /** What the functions have stored. */
    public Stores stores() {
        return new DynamoDbStores(clients.dynamoDb(), Account.TABLE, clock, new SplittableRandom());
    }

    /** Puts a file into the lake, at the virtual time; what comes of it is delivered by the next step. */
    public synchronized void putObject(String key, Path file) {
        clients.s3().putObject(request -> request.bucket(Account.BUCKET).key(key), file);
    }

    /** The virtual time. */
    public Instant now() {
        return clock.instant();
    }

    /** Moves time to that of an event, puts it on the bus of the template and delivers. */
    public synchronized void send(TimedEvent event) {
        advanceTo(event.time());
        router.publish(Account.BUS, event, List.of());
        deliveries.runDue();
    }

    /**
     * Takes a whole stream, in any order, and moves time to its last event. Events whose time has passed are delivered at
     * once. What the mode or a retry puts off beyond the last event waits for {@link #settle} or for time to go on.
     */
    public synchronized void sendAll(List<TimedEvent> stream) {
        router.publishAll(Account.BUS, stream);
        stream.stream().map(TimedEvent::time).max(Comparator.naturalOrder()).ifPresent(this::advanceTo);
        deliveries.runDue();
    }

    /** Delivers what is due at this time, and what comes of it. */
    public synchronized void drain() {
        deliveries.runDue();
    }

    /** Moves time on until nothing is left to deliver, not even a retry. Schedules that come due on the way fire. */
    public synchronized void settle() {
        deliveries.runDue();
        for (Optional<Instant> next = deliveries.nextDue(); next.isPresent(); next = deliveries.nextDue()) {
            advanceTo(next.get());
        }
    }

    /** Moves time, stopping wherever a delivery or a schedule is due. A time that has passed moves nothing. */
    public synchronized void advanceTo(Instant time) {
        deliveries.runDue();
        for (Optional<Instant> next = nextDue(); next.isPresent() && !next.get().isAfter(time); next = nextDue()) {
            clock.moveTo(next.get());
            deliveries.runDue();
            schedules.fire().forEach(this::publish);
            deliveries.runDue();
        }
        clock.moveTo(time);
    }

    private Optional<Instant> nextDue() {
        return Stream.of(deliveries.nextDue(), schedules.nextDue())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private void publish(Firing firing) {
        String failure;
        if (buses.exists(firing.bus())) {
            try {
                router.publish(firing.bus(), firing.event(), firing.resources());
                return;
            } catch (IllegalArgumentException e) {
                failure = String.valueOf(e.getMessage());
            }
        } else {
            failure = "bus == \"" + firing.bus() + "\", must exist";
        }
        String queue = Account.nameOf(firing.deadLetters());
        deadLetters.add(new DeadLetter(queue, firing.bus(), firing.event().detail(), failure, 1, clock.instant()));
    }

    /** What could not be handled, of all queues, oldest first. */
    public List<DeadLetter> deadLetters() {
        return deadLetters.all();
    }

    /** Takes the dead letters of functions out of their queues, delivers them anew and returns how many there were. */
    public synchronized int redrive() {
        int count = deliveries.redrive();
        deliveries.runDue();
        return count;
    }

    /** Makes a function unreachable for its rules, as if it had been deleted, or reachable again. */
    public void setReachable(String function, boolean reachable) {
        deliveries.setReachable(function, reachable);
    }

    /** The actions of AWS that each function used so far. */
    public RecordedActions recordedActions() {
        return actions;
    }

    /** Ends DynamoDB Local, whose data is gone then, and all threads. The lake stays. */
    @Override
    public void close() {
        deliveries.close();
        dynamoDb.completeExceptionally(new IllegalStateException("the embedded AWS is closed"));
        if (!dynamoDb.isCompletedExceptionally()) {
            dynamoDb.join().close();
        }
        if (ownsDatabase) {
            database.close();
        }
    }
}
