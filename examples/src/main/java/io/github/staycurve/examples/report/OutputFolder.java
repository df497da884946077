package io.github.staycurve.examples.report;

import io.github.staycurve.examples.UserError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A folder of results that appears whole or not at all: files are written beside their names and take them together at
 * the end; on a failure what was written goes again, with the folders made for it.
 */
final class OutputFolder {
    private final Path folder;
    private final Map<Path, Path> finalNames = new LinkedHashMap<>();
    private final Deque<Path> madeFolders = new ArrayDeque<>();

    /** Writes the text of one file. */
    interface Content {
        void writeTo(BufferedWriter out) throws IOException;
    }

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /** Refuses a folder that cannot be written, or a name that something else has in it, before any work is done. */
    static void check(Path folder, Collection<String> names) {
        for (String name : names) {
            Path file = folder.resolve(name);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new UserError("--out: '%s' is in the way and no file; name another folder".formatted(file));
            }
        }
        for (Path path = folder.toAbsolutePath().normalize(); path != null; path = path.getParent()) {
            if (Files.isDirectory(path)) {
                if (!Files.isWritable(path)) {
                    throw new UserError("--out: no permission to write in '%s'; name another folder".formatted(path));
                }
                return;
            }
            if (Files.exists(path)) {
                throw new UserError("--out: '%s' is a file; name a folder".formatted(path));
            }
        }
    }

    /** Writes all files, or none. */
    static void write(Path folder, Map<String, Content> files) {
        check(folder, files.keySet());
        OutputFolder output = new OutputFolder(folder.toAbsolutePath().normalize());
        boolean done = false;
        try {
            output.makeFolders();
            for (Map.Entry<String, Content> file : files.entrySet()) {
                output.writeAside(file.getKey(), file.getValue());
            }
            output.giveFinalNames();
            done = true;
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("--out: cannot write to '%s' (%s); name another folder".formatted(folder, why(e)), e);
        } finally {
            if (!done) {
                output.undo();
            }
        }
    }

    /** Returns what failed; the message of a file system's exception is often no more than a path. */
    private static String why(Exception e) {
        return e instanceof FileSystemException f && f.getReason() == null
                ? f.getClass().getSimpleName() + " " + f.getFile()
                : String.valueOf(e.getMessage());
    }

    private void makeFolders() throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = folder; path != null && !Files.exists(path); path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            Files.createDirectory(path);
            madeFolders.push(path);
        }
    }

    private void writeAside(String name, Content content) throws IOException {
        Path aside = folder.resolve("." + name + ".part");
        finalNames.put(aside, folder.resolve(name));
        try (BufferedWriter out = Files.newBufferedWriter(aside, StandardCharsets.UTF_8)) {
            content.writeTo(out);
        }
    }

    private void giveFinalNames() throws IOException {
        for (Map.Entry<Path, Path> file : finalNames.entrySet()) {
            Files.move(file.getKey(), file.getValue(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void undo() {
        try {
            for (Path aside : finalNames.keySet()) {
                Files.deleteIfExists(aside);
            }
            for (Path made : madeFolders) {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            // the failure that led here is the one to report; what could not be deleted stays
        }
    }
}
