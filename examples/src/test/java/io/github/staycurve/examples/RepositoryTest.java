package io.github.staycurve.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say is what the code does. */
class RepositoryTest {
    private static final Path ROOT = Path.of(System.getProperty("staycurve.root", ".."));

    @Test
    void theLinesOfTheReadmeAreThoseOfTheQuickstart() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String shown = between(readme, "```java\n", "```");
        String run = between(
                Files.readString(ROOT.resolve("examples/src/main/java/io/github/staycurve/examples/Quickstart.java")),
                "// the lines of the README\n",
                "// end of the lines of the README");
        assertThat(squeezed(shown)).isNotBlank().isEqualTo(squeezed(run));
    }

    @Test
    void theQuickstartPrintsFiveCustomers() {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            Quickstart.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5)
                .allMatch(line ->
                        line.matches("shopper-\\d{7}: alive [01]\\.\\d{3}, \\d+\\.\\d\\d purchases in the next year"));
    }

    @Test
    void noTestIsSkippedButForSharedDataThatIsAbsent() throws IOException {
        // in two parts, so that this file does not match itself
        Pattern disabling = Pattern.compile("\\b(Dis" + "abled|Enab" + "led(If|On|For)|Test" + "Aborted)");
        Pattern assuming = Pattern.compile("\\bassu" + "m(e|ing)(True|False|That)\\b");
        List<Path> tests = sources("src/test");
        assertThat(tests).isNotEmpty();
        for (Path file : tests) {
            String source = Files.readString(file);
            assertThat(source).as(file.toString()).doesNotContainPattern(disabling);
            if (assuming.matcher(source).find()) {
                assertThat(source)
                        .as("%s skips, but not for want of shared data", file)
                        .contains("staycurve.shared");
            }
        }
    }

    @Test
    void everyPackageIsNullMarkedAndDescribed() throws IOException {
        List<Path> folders =
                sources("src/main").stream().map(Path::getParent).distinct().toList();
        assertThat(folders)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(Files.readString(folder.resolve("package-info.java")))
                        .as(folder.toString())
                        .contains("@NullMarked")
                        .contains("/**"));
    }

    @Test
    void everyDocumentThatIsLinkedExists() throws IOException {
        for (String page : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/ARCHITECTURE.md")) {
            Path file = ROOT.resolve(page);
            for (String target : links(Files.readString(file))) {
                assertThat(file.resolveSibling(target))
                        .as("%s links to %s", page, target)
                        .exists();
            }
        }
    }

    private static List<String> links(String markdown) {
        return Pattern.compile("]\\(([^)#]+)\\)")
                .matcher(markdown)
                .results()
                .map(m -> m.group(1))
                .filter(target -> !target.startsWith("http"))
                .toList();
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> f.toString().replace('\\', '/').contains("/" + folder + "/"))
                    .filter(f -> !f.toString().toLowerCase(Locale.ROOT).contains("/target/"))
                    .toList();
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
