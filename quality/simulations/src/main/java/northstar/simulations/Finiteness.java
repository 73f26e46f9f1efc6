package northstar.simulations;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looks through a result, whatever its type, for a number that is none. */
final class Finiteness {
    private static final Map<Class<?>, Method[]> COMPONENTS = new ConcurrentHashMap<>();

    private Finiteness() {}

    /** Returns where in a result a number is not finite. */
    static Optional<String> breach(@Nullable Object result) {
        return switch (result) {
            case null -> Optional.empty();
            case Double number -> Double.isFinite(number) ? Optional.empty() : Optional.of(" == " + number);
            case OptionalDouble number -> number.isPresent() ? breach(number.getAsDouble()) : Optional.empty();
            case Optional<?> some -> some.isPresent() ? breach(some.get()) : Optional.empty();
            case Collection<?> some ->
                some.stream().map(Finiteness::breach).flatMap(Optional::stream).findFirst();
            case Record some -> inside(some);
            default -> Optional.empty();
        };
    }

    private static Optional<String> inside(Record some) {
        for (Method component : COMPONENTS.computeIfAbsent(some.getClass(), Finiteness::components)) {
            Optional<String> breach = breach(value(some, component));
            if (breach.isPresent()) {
                return Optional.of("." + component.getName() + breach.get());
            }
        }
        return Optional.empty();
    }

    private static Method[] components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .toArray(Method[]::new);
    }

    private static Object value(Record some, Method component) {
        try {
            return component.invoke(some);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
