package northstar.cli;

import northstar.cli.input.WrongInputException;
import northstar.cli.remote.Refusals;
import northstar.cli.terminal.Terminal;
import northstar.events.MalformedInputException;
import northstar.measurement.TableRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what went wrong: exit code 2 where the input is to be changed, 1 for everything else. */
final class Failures {
    private Failures() {}

    /** Arguments that cannot be understood. */
    record OfArguments(Terminal terminal) implements IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException e, String[] arguments) {
            terminal.say(String.valueOf(e.getMessage()));
            terminal.say("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE;
        }
    }

    /** Commands that could not be carried out. */
    record OfExecution(Terminal terminal) implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
            if (e instanceof WrongInputException
                    || e instanceof MalformedInputException
                    || e instanceof TableRefusedException) {
                terminal.say(String.valueOf(e.getMessage()));
                return ExitCode.USAGE;
            }
            if (e instanceof SdkException refusal) {
                terminal.say("northstar: " + Refusals.sentence(refusal));
                return ExitCode.SOFTWARE;
            }
            terminal.say("northstar: something went wrong that is not your input's fault: " + e);
            if (Boolean.getBoolean("northstar.trace")) {
                terminal.trace(e);
            }
            return ExitCode.SOFTWARE;
        }
    }
}
