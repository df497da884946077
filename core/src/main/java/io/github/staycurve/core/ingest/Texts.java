package io.github.staycurve.core.ingest;

/** Makes text from outside fit for a message: one line, no control characters, not too long. */
final class Texts {
    private static final String CUT = "…";

    private Texts() {}

    /** Returns the beginning of a text, at most this many characters, with what would not print replaced. */
    static String quoted(CharSequence text, int max) {
        int length = text.length();
        boolean cut = length > max;
        int end = cut ? max - CUT.length() : length;
        StringBuilder out = null; // most texts are fine as they are
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!prints(text, i, end) && out == null) {
                out = new StringBuilder(end + 1).append(text, 0, i);
            }
            if (out != null) {
                out.append(prints(text, i, end) ? c : '?');
            }
        }
        String shown = out == null ? text.subSequence(0, end).toString() : out.toString();
        return cut ? shown + CUT : shown;
    }

    /** Returns the end of a text, which is the telling part of a path. */
    static String quotedEnd(String text, int max) {
        return text.length() <= max
                ? quoted(text, max)
                : CUT + quoted(text.substring(text.length() - max + CUT.length()), max);
    }

    private static boolean prints(CharSequence text, int at, int end) {
        char c = text.charAt(at);
        if (c < 0x7f) {
            return c >= ' ';
        }
        if (Character.isHighSurrogate(c)) {
            return at + 1 < end && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT // among them those that turn the direction of the line
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }
}
