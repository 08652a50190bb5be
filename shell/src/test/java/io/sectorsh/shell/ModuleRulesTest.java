package io.sectorsh.shell;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which module may know which. */
class ModuleRulesTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sectorsh");

  @Test
  void theShellMeetsTheLabOnlyAtRunTime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sectorsh.lab..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sectorsh.lab..")
        .check(ALL);
  }

  @Test
  void nothingKnowsTheShell() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sectorsh.shell..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sectorsh.shell..")
        .check(ALL);
  }

  @Test
  void onlyTheShellKnowsTheScripts() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.sectorsh.shell..", "io.sectorsh.scripts..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sectorsh.scripts..")
        .check(ALL);
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    classes()
        .should(
            be(
                describe(
                    "in a package marked @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
        .check(ALL);
  }

  @Test
  void aClassIsNamedForWhatItIs() {
    noClasses()
        .that()
        .doNotHaveSimpleName("DamoclesManager")
        .should()
        .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Misc)")
        .check(ALL);
  }
}
