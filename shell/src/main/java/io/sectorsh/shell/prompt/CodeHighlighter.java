package io.sectorsh.shell.prompt;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jline.builtins.SyntaxHighlighter;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;

/** Colours what is typed by groovysh's own rules, once they have been loaded. */
final class CodeHighlighter implements Highlighter {
  private static final String RULES = "/nanorc/jnanorc";

  private final CompletableFuture<SyntaxHighlighter> rules =
      CompletableFuture.supplyAsync(CodeHighlighter::load);

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    boolean plain = line.startsWith(":") || !rules.isDone() || rules.isCompletedExceptionally();
    return plain ? new AttributedString(line) : rules.join().reset().highlight(line);
  }

  /** JLine reads rules that include others only from a file system, not from the class path. */
  private static SyntaxHighlighter load() {
    URL url = SyntaxHighlighter.class.getResource(RULES);
    try {
      if (url == null || !(url.openConnection() instanceof JarURLConnection inJar)) {
        throw new IOException("no rules");
      }
      Path jar = Path.of(inJar.getJarFileURL().toURI());
      try (FileSystem files = FileSystems.newFileSystem(jar)) {
        return SyntaxHighlighter.build(files.getPath(RULES), "Groovy");
      }
    } catch (IOException | URISyntaxException missing) {
      throw new CompletionException(missing);
    }
  }
}
