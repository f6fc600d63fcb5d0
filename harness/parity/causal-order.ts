/** One event of an execution's history, as GetExecutionHistory answers it. */
export interface HistoryEventSeen {
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
const CLOSES = /^(Parallel|Map)State(Succeeded|Failed|Aborted)$/;

/**
 * The history as texts (`TaskStateEntered CreateZipBundle`) in an order that follows from what caused what. Branches and
 * iterations run at the same time and their events are numbered as they happen to fall, so each is told on its own: the
 * branches by their text, iterations by their index, and then what follows the Parallel or Map state.
 */
export function eventsInCausalOrder(events: readonly HistoryEventSeen[]): string[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const parents = new Map<number, number>();
  const children = new Map<number, HistoryEventSeen[]>();
  for (const event of events.toSorted((a, b) => a.id - b.id)) {
    const parent = parentOf(event, byId, parents);
    parents.set(event.id, parent);
    children.set(parent, [...(children.get(parent) ?? []), event]);
  }
  // Whatever names an event that is not there, or 0, begins a thread of its own.
  const roots = events.filter(({ id }) => !byId.has(parents.get(id) ?? 0));
  return roots.flatMap((root) => tell(root, children));
}

/** The previous event; for what ends branches, or begins one when another has ended, the event that began them all. */
function parentOf(
  event: HistoryEventSeen,
  byId: ReadonlyMap<number, HistoryEventSeen>,
  parents: ReadonlyMap<number, number>,
): number {
  const { previousEventId, type } = event;
  const kind = type === "MapIterationStarted" ? "Map" : CLOSES.exec(type)?.[1];
  // An event never precedes its cause; one that says so would make a circle.
  if (previousEventId >= event.id) return 0;
  if (kind === undefined) return previousEventId;
  let closed = 0;
  for (let at = byId.get(previousEventId); at !== undefined; at = byId.get(parents.get(at.id) ?? 0)) {
    if (CLOSES.exec(at.type)?.[1] === kind) closed++;
    else if (OPENS.exec(at.type)?.[1] === kind && closed-- === 0) return at.id;
  }
  return previousEventId;
}

function tell(first: HistoryEventSeen, children: ReadonlyMap<number, readonly HistoryEventSeen[]>): string[] {
  const texts: string[] = [];
  let next: HistoryEventSeen | undefined = first;
  while (next !== undefined) {
    texts.push(next.name === undefined ? next.type : `${next.type} ${next.name}`);
    const followers: readonly HistoryEventSeen[] = children.get(next.id) ?? [];
    if (followers.length < 2) {
      next = followers[0];
      continue;
    }
    const threads = followers.map((event) => ({ event, texts: tell(event, children) }));
    if (OPENS.test(next.type)) threads.sort(byMeaning);
    texts.push(...threads.flatMap((thread) => thread.texts));
    next = undefined;
  }
  return texts;
}

interface Told {
  readonly event: HistoryEventSeen;
  readonly texts: readonly string[];
}

function byMeaning(one: Told, another: Told): number {
  const closes = Number(CLOSES.test(one.event.type)) - Number(CLOSES.test(another.event.type));
  if (closes !== 0) return closes;
  const index = (one.event.index ?? 0) - (another.event.index ?? 0);
  if (index !== 0) return index;
  const [text, other] = [one.texts.join("\n"), another.texts.join("\n")];
  return text < other ? -1 : Number(text > other);
}
