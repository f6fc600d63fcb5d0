import type { KeptEntity, KeptRoom } from "../../state-changes.ts";
import type { Alias, Key, KeyDirectory } from "../key-directory.ts";

/** Keys and aliases across restarts: what was encrypted can be decrypted, and deletion dates stay. */
export function keepKms(keys: KeyDirectory): KeptRoom {
  return {
    restore(entities) {
      for (const { kind, value } of entities) {
        if (kind === "key") keys.restoreKey(value as Key);
        else keys.restoreAlias(value as Alias);
      }
    },
    compared: { kinds: ["key", "alias"], all: () => comparedEntities(keys) },
  };
}

function* comparedEntities(keys: KeyDirectory): Generator<KeptEntity> {
  for (const key of keys.keys()) yield { kind: "key", key: [key.id], value: key };
  for (const alias of keys.aliases()) yield { kind: "alias", key: [alias.name], value: alias };
}
