package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes and checks the HS256 tokens of one lotus API. */
public final class JsonWebTokens {
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final byte[] secret;

  /**
   * @param secret 32 bytes, as in the key {@code auth-jwt-private}
   */
  public JsonWebTokens(byte[] secret) {
    this.secret = secret.clone();
  }

  /** A token that allows the permission and those below it; it never expires. */
  public String issue(Permission most) {
    ArrayNode allow = GoJson.array();
    for (Permission each : Permission.values()) {
      if (most.includes(each)) {
        allow.add(each.word());
      }
    }
    String payload = GoJson.write(GoJson.object().set("Allow", allow));
    String signed = encode(HEADER) + "." + encode(payload);
    return signed + "." + ENCODER.encodeToString(signature(signed));
  }

  /** What a token allows; empty when it is not one of ours. */
  public Optional<Permission> verify(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] given = Base64.getUrlDecoder().decode(parts[2]);
      if (!MessageDigest.isEqual(given, signature(parts[0] + "." + parts[1]))) {
        return Optional.empty();
      }
      return GoJson.first(Base64.getUrlDecoder().decode(parts[1])).flatMap(JsonWebTokens::most);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<Permission> most(JsonNode payload) {
    Optional<Permission> most = Optional.empty();
    for (JsonNode word : payload.path("Allow")) {
      Permission one = Permission.valueOf(word.asText().toUpperCase(Locale.ROOT));
      most = most.filter(found -> found.includes(one)).or(() -> Optional.of(one));
    }
    return most;
  }

  private byte[] signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String encode(String text) {
    return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
