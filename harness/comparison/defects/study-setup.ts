import { inject } from "vitest";
import { studyScenarios } from "../../scenario/study.ts";
import { studyScenario } from "./study-scenario.ts";

// When defects are studied, Vitest runs this before each file of scenarios: `scenario()` knows nothing of defects.
const study = inject("defectStudy");
studyScenarios((scenario, storyOptions) => studyScenario(scenario, study, storyOptions));
