import { Document, exceedsBytes } from "../json/document.ts";
import { isObject, type Json } from "../json/json.ts";
import { MAXIMUM_DATA_BYTES, MAXIMUM_VARIABLES_BYTES } from "../limits.ts";
import type { Variables } from "../query/variables.ts";
import { dataLimitExceeded } from "./failure.ts";
import { NOT_TRUNCATED } from "./history.ts";

/** What an Assign has made: the StateExited event shows it, then it holds. */
export class AssignedVariables {
  readonly #values: readonly (readonly [string, Json])[];
  readonly #texts: Readonly<Record<string, string>>;

  /** Throws `States.DataLimitExceeded`. */
  constructor(assigned: Json, stateName: string) {
    this.#values = assigned !== null && isObject(assigned) ? [...assigned] : [];
    this.#texts = Object.fromEntries(this.#values.map(([name, value]) => [name, new Document(value).text]));
    const all =
      this.#values.length === 1 ? (this.#texts[this.#values[0]?.[0] ?? ""] ?? "") : new Document(assigned).text;
    if (exceedsBytes(all, MAXIMUM_DATA_BYTES)) throw dataLimitExceeded(stateName);
  }

  /** As the StateExited event shows them; nothing when there are none. */
  get details(): Record<string, unknown> {
    if (this.#values.length === 0) return {};
    return { assignedVariables: this.#texts, assignedVariablesDetails: NOT_TRUNCATED };
  }

  /** Throws `States.DataLimitExceeded` when the scope would hold too much. */
  assignTo(variables: Variables, stateName: string): void {
    variables.assign(this.#values, this.#texts);
    if (variables.bytes > MAXIMUM_VARIABLES_BYTES) throw dataLimitExceeded(stateName);
  }
}
