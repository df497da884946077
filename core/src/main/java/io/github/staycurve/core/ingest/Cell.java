package io.github.staycurve.core.ingest;

/** The text of one value of a row, in a buffer that serves row after row. An instance is not thread-safe. */
final class Cell {
    /** Longer texts are cut here and marked: no identifier, time or number is that long. */
    static final int MAX_LENGTH = 4096;

    private char[] chars = new char[64];
    private int from;
    private int to;
    private int length;
    private boolean tooLong;

    /** Takes a text over. */
    void set(char[] source, int offset, int count) {
        tooLong = count > MAX_LENGTH;
        length = Math.min(count, MAX_LENGTH);
        if (length > chars.length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        System.arraycopy(source, offset, chars, 0, length);
        strip();
    }

    /** Takes a text over. */
    void set(String text) {
        tooLong = text.length() > MAX_LENGTH;
        length = Math.min(text.length(), MAX_LENGTH);
        if (length > chars.length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        text.getChars(0, length, chars, 0);
        strip();
    }

    /** Makes the text empty. */
    void clear() {
        length = 0;
        tooLong = false;
        from = 0;
        to = 0;
    }

    /** Returns the number of characters, blanks around them included. */
    int length() {
        return length;
    }

    /** Returns the buffer; the text without blanks around it is [from(), to()). */
    char[] chars() {
        return chars;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean isBlank() {
        return from == to;
    }

    boolean isTooLong() {
        return tooLong;
    }

    boolean contentEquals(String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chars[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the whole text, blanks around it included. */
    @Override
    public String toString() {
        return new String(chars, 0, length);
    }

    private void strip() {
        int start = 0;
        int end = length;
        while (start < end && isBlank(chars[start])) {
            start++;
        }
        while (end > start && isBlank(chars[end - 1])) {
            end--;
        }
        from = start;
        to = end;
    }

    private static boolean isBlank(char c) {
        // spreadsheets pad with the no-break space, which is no white space to Java
        return c == ' ' || ((c < ' ' || c > '~') && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }
}
