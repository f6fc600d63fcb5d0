import { inject } from "vitest";
import { studyScenarios } from "../../scenario/study.ts";
import { studyScenario } from "./study-scenario.ts";

// Vitest runs this before each scenario file of a defect study, because `scenario()` knows nothing of such studies.
const study = inject("defectStudy");
studyScenarios((scenario, storyOptions) => studyScenario(scenario, study, storyOptions));
