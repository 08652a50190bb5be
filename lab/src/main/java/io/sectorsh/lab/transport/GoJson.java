package io.sectorsh.lab.transport;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Go's encoder writes it: angle brackets and ampersands escaped, a line feed at the end.
 */
public final class GoJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(new JsonFactoryBuilder().characterEscapes(new HtmlEscapes()).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private GoJson() {}

  /** A new empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Text without white space. */
  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** UTF-8 text with a line feed at the end. */
  public static byte[] line(JsonNode node) {
    return (write(node) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** UTF-8 text on several lines. */
  public static byte[] indented(JsonNode node) {
    return node.toPrettyString().getBytes(StandardCharsets.UTF_8);
  }

  /** The first value in the bytes, whatever follows it; empty when there is none. */
  public static Optional<JsonNode> first(byte[] bytes) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      return Optional.ofNullable(parser.<@Nullable JsonNode>readValueAsTree());
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  /** Whether go-jsonrpc takes it for an id: a text, null, or a number that a float can hold. */
  static boolean isId(JsonNode id) {
    boolean plain = !id.isContainerNode() && !id.isBoolean();
    return plain && (!id.isNumber() || Double.isFinite(id.doubleValue()));
  }

  /** An id as it comes back: numbers have gone through a 64-bit float. */
  static JsonNode echoed(JsonNode id) {
    if (!id.isNumber()) {
      return id;
    }
    BigDecimal rounded = new BigDecimal(Double.toString(id.doubleValue()));
    String plain = rounded.stripTrailingZeros().toPlainString();
    return DecimalNode.valueOf(new BigDecimal(plain));
  }

  private static final class HtmlEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private final int[] ascii = standardAsciiEscapesForJSON();

    HtmlEscapes() {
      for (char special : new char[] {'<', '>', '&'}) {
        ascii[special] = ESCAPE_CUSTOM;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return new SerializedString("\\u%04x".formatted(character));
    }
  }
}
