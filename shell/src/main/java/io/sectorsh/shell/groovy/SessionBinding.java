package io.sectorsh.shell.groovy;

import groovy.lang.Binding;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.shell.session.Session;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Groovy's variables: what the user made, and behind them what the session offers. */
public final class SessionBinding extends Binding {
  private final Session session;

  /** A binding without variables of its own yet. */
  public SessionBinding(Session session) {
    this.session = session;
  }

  @Override
  public @Nullable Object getVariable(String name) {
    if (!super.hasVariable(name) && session.offers(name)) {
      return session.get(name);
    }
    return super.getVariable(name);
  }

  @Override
  public boolean hasVariable(String name) {
    return super.hasVariable(name) || session.offers(name);
  }

  @Override
  public void setVariable(String name, @Nullable Object value) {
    if (session.offers(name)) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "this name belongs to the session",
          name,
          "Choose another name for your variable.");
    }
    super.setVariable(name, value);
  }

  /** Whose variables these are, besides the user's own. */
  public Session session() {
    return session;
  }

  /** What the session offers under this name, without opening it; null if it offers nothing. */
  public @Nullable Class<?> typeOf(String name) {
    return session.typeOf(name).orElse(null);
  }

  /** Every name that means something now. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(session.names());
    for (Object name : getVariables().keySet()) {
      names.add(String.valueOf(name));
    }
    return names;
  }
}
