import type { Json } from "../json/json.ts";

/** The item of a Map iteration, as `$$.Map.Item` shows it. */
export interface MapItem {
  readonly index: number;
  /** Its name, when the items are the members of an object. */
  readonly key?: string | undefined;
  readonly value: Json;
  /** Where it comes from; only ItemSelector sees it. */
  readonly source?: string | undefined;
}
