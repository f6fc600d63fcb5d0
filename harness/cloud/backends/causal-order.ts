/** One event of an execution's history, as GetExecutionHistory answers it. */
export interface ObservedHistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** `TaskStateEntered`. */
  readonly type: string;
  /** The state's name, where the event has one. */
  readonly name?: string | undefined;
  /** Of a Map's iteration. */
  readonly index?: number | undefined;
}

const OPENS = /^(Parallel|Map)StateStarted$/;
/** Events that say that branches have ended. */
const ENDS = /^(Parallel|Map)State(Succeeded|Failed|Aborted)$/;
/** What follows them; AWS names the event that happened last in any branch as its previous one. */
const CLOSES = /^(Parallel|Map)StateExited$/;

/**
 * The history as texts (`TaskStateEntered CreateZipBundle`) in an order that follows from what caused what. Branches
 * and iterations run at the same time and their events are numbered as they happen to fall, so each is listed on its
 * own: the branches by their text, iterations by their index, and then what follows the Parallel or Map state.
 */
export function eventsInCausalOrder(events: readonly ObservedHistoryEvent[]): string[] {
  const ordered = events.toSorted((a, b) => a.id - b.id);
  const byId = new Map<number, ObservedHistoryEvent>();
  const parents = new Map<number, number>();
  const children = new Map<number, ObservedHistoryEvent[]>();
  for (const [index, event] of ordered.entries()) {
    // LocalStack names event 0 as previous of some MapStateStarted (measured); the event before is the best guess then.
    const { previousEventId: named } = event;
    const previous = byId.has(named) ? named : (ordered[index - 1]?.id ?? 0);
    const parent = parentOf({ ...event, previousEventId: previous }, byId, parents);
    byId.set(event.id, event);
    parents.set(event.id, parent);
    children.set(parent, [...(children.get(parent) ?? []), event]);
  }
  const [first] = ordered;
  return first === undefined ? [] : linearise(first, children);
}

/**
 * The previous event. For an event that follows branches, or begins an iteration after another has ended: the event
 * that started them all.
 */
function parentOf(
  { previousEventId, type }: ObservedHistoryEvent,
  byId: ReadonlyMap<number, ObservedHistoryEvent>,
  parents: ReadonlyMap<number, number>,
): number {
  const kind = type === "MapIterationStarted" ? "Map" : (ENDS.exec(type) ?? CLOSES.exec(type))?.[1];
  if (kind === undefined) return previousEventId;
  let closed = 0;
  for (let at = byId.get(previousEventId); at !== undefined; at = byId.get(parents.get(at.id) ?? 0)) {
    if (CLOSES.exec(at.type)?.[1] === kind) closed++;
    else if (OPENS.exec(at.type)?.[1] === kind && closed-- === 0) return at.id;
  }
  return previousEventId;
}

function linearise(
  first: ObservedHistoryEvent,
  children: ReadonlyMap<number, readonly ObservedHistoryEvent[]>,
): string[] {
  const texts: string[] = [];
  let next: ObservedHistoryEvent | undefined = first;
  while (next !== undefined) {
    texts.push(next.name === undefined ? next.type : `${next.type} ${next.name}`);
    const followers: readonly ObservedHistoryEvent[] = children.get(next.id) ?? [];
    if (followers.length < 2) {
      next = followers[0];
      continue;
    }
    const threads = followers.map((event) => ({ event, texts: linearise(event, children) }));
    if (OPENS.test(next.type)) threads.sort(compareThreads);
    texts.push(...threads.flatMap((thread) => thread.texts));
    next = undefined;
  }
  return texts;
}

interface Thread {
  readonly event: ObservedHistoryEvent;
  readonly texts: readonly string[];
}

function compareThreads(one: Thread, another: Thread): number {
  const rank = rankOf(one.event) - rankOf(another.event);
  if (rank !== 0) return rank;
  const index = (one.event.index ?? 0) - (another.event.index ?? 0);
  if (index !== 0) return index;
  const [text, other] = [one.texts.join("\n"), another.texts.join("\n")];
  return text < other ? -1 : Number(text > other);
}

function rankOf({ type }: ObservedHistoryEvent): number {
  if (CLOSES.test(type)) return 2;
  return ENDS.test(type) ? 1 : 0;
}
