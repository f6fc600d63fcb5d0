/** Names of bindings that no expression can write: they hold a blank. */

/** Called for values that must be data: a function under the key `then` would be taken for a promise that never ends. */
export const DATA_CHECK = " data";
/** Called instead of looking up a name that every JavaScript object inherits. */
export const OWN_VALUE = " own value";
/** Called for keys that are computed. */
export const OWN_KEY = " own key";
/** What the evaluation has used up. */
export const BUDGET = " budget";
