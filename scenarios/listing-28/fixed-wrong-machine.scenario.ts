import { scenario } from "../../harness/scenario/scenario.ts";
import { FINALIZATION_MACHINE, PROCESSING_MACHINE } from "../../system/infrastructure.ts";

scenario(
  "the incident's wrong machine is refused at start, with a sentence that names both",
  {
    world: { finalizationMachine: PROCESSING_MACHINE },
    refusesToStart: [PROCESSING_MACHINE, FINALIZATION_MACHINE],
  },
  async () => {},
);
