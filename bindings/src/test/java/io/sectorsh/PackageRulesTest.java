package io.sectorsh;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which: the arrows of the design, and what keeps code readable. */
class PackageRulesTest {
  private static final JavaClasses BINDINGS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sectorsh");

  @ParameterizedTest(name = "{0} knows only: {1}")
  @CsvSource({
    "filecoin, filecoin",
    "posix, posix",
    "errors, errors",
    "rows, rows",
    "migration, errors posix rows",
    "profile, errors filecoin",
    "leveldb, errors posix rows",
    "replica, errors filecoin",
    "jsonrpc, errors rows",
    "textfile, errors migration posix profile",
    "toml, errors migration textfile",
  })
  void aBasicPackageKnowsOnlyWhatTheDesignAllows(String name, String known) {
    String[] allowed =
        Stream.concat(Stream.of(name), Stream.of(known.split(" ")))
            .map(other -> "io.sectorsh." + other + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("io.sectorsh." + name + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "are of another package of ours",
                other ->
                    JavaClass.Predicates.resideInAPackage("io.sectorsh..").test(other)
                        && !JavaClass.Predicates.resideInAnyPackage(allowed).test(other)))
        .check(BINDINGS);
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    slices().matching("io.sectorsh.(*)..").should().beFreeOfCycles().check(BINDINGS);
  }

  @Test
  void noRoomsOfAPackageKnowEachOtherInACircle() {
    slices().matching("io.sectorsh.(**)").should().beFreeOfCycles().check(BINDINGS);
  }

  @Test
  void bindingsKnowNoTerminalAndNoEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.jline..", "groovy..", "org.codehaus.groovy..", "picocli..", "jdk.jshell..")
        .check(BINDINGS);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(BINDINGS);
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    classes()
        .should(
            be(
                describe(
                    "in a package marked @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
        .check(BINDINGS);
  }

  @Test
  void aClassIsNamedForWhatItIs() {
    noClasses()
        .that()
        .doNotHaveSimpleName("DamoclesManager")
        .should()
        .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Misc)")
        .check(BINDINGS);
  }
}
