package io.github.staycurve.core.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The characters of a file: unpacked if its first bytes say gzip, decoded as UTF-8, without the byte order mark.
 *
 * <p>Bytes that are not UTF-8 become replacement characters (U+FFFD).
 */
final class TextSource {
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 1 << 12;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    /** The first bytes after unpacking, to tell what a file is that makes no sense; empty when unknown. */
    private final byte[] head;

    private TextSource(Reader reader, byte[] head) {
        this.reader = reader;
        this.head = head;
    }

    static TextSource of(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw, BUFFER);
        byte[] magic = peek(in, 2);
        if (magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b) {
            in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
        }
        byte[] head = peek(in, HEAD);
        return new TextSource(withoutMark(new InputStreamReader(in, StandardCharsets.UTF_8)), head);
    }

    static TextSource of(Reader reader) throws IOException {
        return new TextSource(withoutMark(reader), new byte[0]);
    }

    Reader reader() {
        return reader;
    }

    /** Returns what the file seems to be instead of a CSV file, or an empty text if it may well be one. */
    String looksLike() {
        if (startsWith('P', 'K', 3, 4)) {
            return "a zip archive or an Excel workbook";
        }
        if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
            return "UTF-16 text";
        }
        int strange = 0;
        for (byte b : head) {
            if (b == 0) {
                return "a binary file";
            }
            strange += b < ' ' && b > 0 && b != '\t' && b != '\n' && b != '\r' ? 1 : 0;
        }
        return strange > head.length / 50 ? "a binary file" : "";
    }

    private boolean startsWith(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || head[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] peek(InputStream in, int count) throws IOException {
        in.mark(count);
        byte[] bytes = in.readNBytes(count);
        in.reset();
        return bytes;
    }

    private static Reader withoutMark(Reader reader) throws IOException {
        PushbackReader characters = new PushbackReader(reader, 1);
        int first = characters.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            characters.unread(first);
        }
        return characters;
    }
}
