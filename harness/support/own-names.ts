/**
 * Names that only a system or a story of your own has. Stories add theirs by declaration merging, and then write them like the
 * replica's (docs/writing-scenarios.md):
 *
 *     declare module "#scenario" {
 *       interface OwnTables { houses: { id: number } }
 *       interface OwnFunctions { flaky: true }
 *     }
 */

/** Tables, by name, with the type of a row. */
// biome-ignore lint/suspicious/noEmptyInterface: stories add to it
export interface OwnTables {}

/** Functions that stories deploy, by name, each with the value `true`. */
// biome-ignore lint/suspicious/noEmptyInterface: stories add to it
export interface OwnFunctions {}

/** Queues that stories create, by name, each with the value `true`. */
// biome-ignore lint/suspicious/noEmptyInterface: stories add to it
export interface OwnQueues {}
