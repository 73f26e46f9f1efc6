package northstar.embedded.lake;

import northstar.embedded.wire.ServiceException;

/** The little XML that S3 answers with. */
final class Xml {

    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private Xml() {}

    static String error(ServiceException error) {
        return HEAD + "<Error><Code>" + escaped(error.code()) + "</Code><Message>"
                + escaped(String.valueOf(error.getMessage())) + "</Message></Error>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
