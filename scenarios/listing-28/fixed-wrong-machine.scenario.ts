import { FINALIZATION_MACHINE, PROCESSING_MACHINE, scenario } from "#scenario";

scenario(
  "the incident's wrong machine is refused at start, with a sentence that names both",
  {
    world: { finalizationMachine: PROCESSING_MACHINE },
    refusesToStart: [PROCESSING_MACHINE, FINALIZATION_MACHINE],
  },
  async () => {},
);
