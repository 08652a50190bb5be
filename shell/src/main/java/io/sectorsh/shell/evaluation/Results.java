package io.sectorsh.shell.evaluation;

import io.sectorsh.shell.groovy.SessionBinding;

/** Earlier results as variables: {@code _} is the last one, {@code _1} the one before it. */
final class Results {
  private static final int KEPT = 9;

  private final SessionBinding binding;

  Results(SessionBinding binding) {
    this.binding = binding;
  }

  void keep(Object value) {
    for (int age = KEPT; age > 0; age--) {
      String younger = name(age - 1);
      if (binding.hasVariable(younger)) {
        binding.setVariable(name(age), binding.getVariable(younger));
      }
    }
    binding.setVariable(name(0), value);
  }

  private static String name(int age) {
    return age == 0 ? "_" : "_" + age;
  }
}
