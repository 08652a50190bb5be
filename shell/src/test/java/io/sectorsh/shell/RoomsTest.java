package io.sectorsh.shell;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

final class RoomsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sectorsh.shell");

  @Test
  void noTwoRoomsNeedEachOther() {
    SlicesRuleDefinition.slices()
        .matching("io.sectorsh.shell.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void onlyThePromptCompletionAndWhoOpensATerminalKnowItsLibrary() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages("io.sectorsh.shell.prompt", "io.sectorsh.shell.completion")
        .and()
        .doNotHaveSimpleName("Talk")
        .and()
        .doNotHaveSimpleName("Rehearsal")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline..")
        .check(CLASSES);
  }

  @Test
  void theShellKnowsNoLab() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sectorsh.lab..")
        .check(CLASSES);
  }
}
