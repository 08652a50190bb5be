package io.sectorsh.damocles.config;

/**
 * Something in a configuration that is wrong or dangerous.
 *
 * @param severity how bad it is
 * @param where file and line
 * @param what what is wrong, without any secret
 * @param next what to do
 */
public record ConfigFinding(Severity severity, String where, String what, String next) {
  /** How bad a finding is. */
  public enum Severity {
    /** The program does not start with it, or does not do what the file says. */
    ERROR,
    /** It works, and can hurt. */
    WARNING
  }

  static ConfigFinding error(String where, String what, String next) {
    return new ConfigFinding(Severity.ERROR, where, what, next);
  }

  static ConfigFinding warning(String where, String what, String next) {
    return new ConfigFinding(Severity.WARNING, where, what, next);
  }
}
