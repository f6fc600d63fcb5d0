import type { KeptRoom } from "../../state-changes.ts";
import type { ParameterStore, StoredParameter } from "../parameter-store.ts";

/** Parameters across restarts, with their versions, labels and tags. */
export function keepSsm(store: ParameterStore): KeptRoom {
  return {
    restore(entities) {
      for (const { value } of entities) store.restore(value as StoredParameter);
    },
    compared: {
      kinds: ["parameter"],
      all: () => store.all().map((parameter) => ({ kind: "parameter", key: [parameter.name], value: parameter })),
    },
  };
}
