package io.github.staycurve.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The rules of docs/ARCHITECTURE.md, checked on the compiled classes of every published module. */
@AnalyzeClasses(packages = "io.github.staycurve", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String PUBLISHED_CORE = "io.github.staycurve.core..";
    private static final String PUBLISHED_CLV = "io.github.staycurve.clv..";
    private static final String PUBLISHED_SEGMENTATION = "io.github.staycurve.segmentation..";
    private static final String PUBLISHED_CHURN = "io.github.staycurve.churn..";

    @ArchTest
    static final ArchRule mathLibraryInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.staycurve.core.internal.math..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.math3..");

    @ArchTest
    static final ArchRule jacksonInJsonRooms = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.staycurve.(*).json..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    /** Examples show what users can write. */
    @ArchTest
    static final ArchRule examplesUseThePublicInterfaceOnly = noClasses()
            .that()
            .resideInAPackage("io.github.staycurve.examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.staycurve.(*).internal..");

    @ArchTest
    static final ArchRule coreKnowsNoOtherModule = noClasses()
            .that()
            .resideInAPackage(PUBLISHED_CORE)
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.staycurve..")
                    .and(DescribedPredicate.not(resideInAPackage(PUBLISHED_CORE))));

    @ArchTest
    static final ArchRule clvKnowsCoreOnly = noClasses()
            .that()
            .resideInAPackage(PUBLISHED_CLV)
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.staycurve..")
                    .and(DescribedPredicate.not(resideInAnyPackage(PUBLISHED_CORE, PUBLISHED_CLV))));

    @ArchTest
    static final ArchRule segmentationKnowsCoreOnly = noClasses()
            .that()
            .resideInAPackage(PUBLISHED_SEGMENTATION)
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.staycurve..")
                    .and(DescribedPredicate.not(resideInAnyPackage(PUBLISHED_CORE, PUBLISHED_SEGMENTATION))));

    @ArchTest
    static final ArchRule churnKnowsCoreOnly = noClasses()
            .that()
            .resideInAPackage(PUBLISHED_CHURN)
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.staycurve..")
                    .and(DescribedPredicate.not(resideInAnyPackage(PUBLISHED_CORE, PUBLISHED_CHURN))));

    @ArchTest
    static final ArchRule roomsOfChurnFormNoCycle =
            slices().matching("io.github.staycurve.churn.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsOfSegmentationFormNoCycle =
            slices().matching("io.github.staycurve.segmentation.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsOfCoreFormNoCycle =
            slices().matching("io.github.staycurve.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsOfClvFormNoCycle =
            slices().matching("io.github.staycurve.clv.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule publicSignaturesHoldOurTypesAndThoseOfTheJdk = ArchRuleDefinition.codeUnits()
            .that()
            .areDeclaredInClassesThat(describe(
                    "are published and public",
                    (JavaClass c) ->
                            resideInAnyPackage(PUBLISHED_CORE, PUBLISHED_CLV, PUBLISHED_SEGMENTATION, PUBLISHED_CHURN)
                                            .test(c)
                                    && c.getModifiers().contains(JavaModifier.PUBLIC)))
            .and()
            .arePublic()
            .or()
            .areProtected()
            .should(useOnlyOurTypesAndTheJdk());

    private static ArchCondition<JavaCodeUnit> useOnlyOurTypesAndTheJdk() {
        return new ArchCondition<>("use only our types and those of the JDK") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                check(unit, unit.getRawReturnType(), events);
                unit.getRawParameterTypes().forEach(type -> check(unit, type, events));
            }

            private void check(JavaCodeUnit unit, JavaClass type, ConditionEvents events) {
                JavaClass element = type.getBaseComponentType();
                if (!element.isPrimitive()
                        && !element.getPackageName().startsWith("java.")
                        && !element.getPackageName().startsWith("io.github.staycurve.")) {
                    events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " shows " + element.getName()));
                }
            }
        };
    }
}
