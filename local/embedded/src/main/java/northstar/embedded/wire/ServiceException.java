package northstar.embedded.wire;

/** A request that a service refuses, with the code that AWS has for it. */
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status HTTP status
     * @param code such as {@code ResourceNotFoundException}
     * @param message what is wrong
     */
    public ServiceException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** A request whose content breaks a rule. */
    public static ServiceException validation(String message) {
        return new ServiceException(400, "ValidationException", message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
