package io.sectorsh.scripts.chain;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The messager that a damocles manager is configured with. The operator did not name it, so that
 * one that cannot be asked from here ends nothing: it is told, and not asked again.
 */
public final class ConfiguredMessager implements MessageLookup {
  private final MessageLookup messager;
  private Optional<String> trouble = Optional.empty();

  /**
   * @param messager asked for as long as it answers
   */
  public ConfiguredMessager(MessageLookup messager) {
    this.messager = messager;
  }

  @Override
  public synchronized void expect(Set<String> ids) {
    ask(
        () -> {
          messager.expect(ids);
          return Optional.empty();
        });
  }

  @Override
  public synchronized Optional<Cid> onChain(String id) {
    return ask(() -> messager.onChain(id));
  }

  private Optional<Cid> ask(Supplier<Optional<Cid>> question) {
    if (trouble.isPresent()) {
      return Optional.empty();
    }
    try {
      return question.get();
    } catch (OperatorException failure) {
      trouble =
          Optional.of(
              "the messager of damocles' configuration cannot be asked: "
                  + failure.what()
                  + " ("
                  + failure.where()
                  + "); name one with --messager TOKEN:ADDRESS");
      return Optional.empty();
    }
  }

  @Override
  public synchronized Optional<String> trouble() {
    return trouble;
  }
}
