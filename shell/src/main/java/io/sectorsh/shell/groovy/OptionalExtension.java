package io.sectorsh.shell.groovy;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Optional;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;

/**
 * What may be there is asked as if it were: {@code proofs.check(70).first().findings}. Groovy comes
 * here only for what {@code Optional} itself has not.
 */
public final class OptionalExtension {
  private OptionalExtension() {}

  /**
   * A property of the value.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public static @Nullable Object propertyMissing(Optional<?> self, String name) {
    return InvokerHelper.getProperty(value(self, name), name);
  }

  /** The same of a method. */
  public static @Nullable Object methodMissing(Optional<?> self, String name, Object arguments) {
    return InvokerHelper.invokeMethod(value(self, name + "()"), name, arguments);
  }

  private static Object value(Optional<?> self, String asked) {
    return self.orElseThrow(
        () ->
            new OperatorException(
                ErrorCode.NOT_FOUND,
                "there is nothing, so it has no " + asked,
                "an empty result",
                "Look at what is asked: a list may have no row, a number may not exist."));
  }
}
