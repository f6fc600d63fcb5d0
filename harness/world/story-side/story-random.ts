import type { RandomStream, RandomStreams } from "../../clock/random-streams.ts";
import { requireKnown, StoryMistake, type StoryPlace, storyPlace } from "../../support/story-mistake.ts";
import { type StreamName, streamNames } from "../names/stream-names.ts";
import type { Optional } from "./story-latency.ts";

/** A value to pin, and last whether the story also holds when nobody draws it. */
type Pins<T> = readonly [T, ...T[]] | readonly [T, ...T[], Optional];

/** One random stream as a story pins it. */
export class StoryStream {
  readonly #name: string;
  readonly #stream: RandomStream;
  #place: StoryPlace | undefined;

  constructor(name: string, stream: RandomStream) {
    this.#name = name;
    this.#stream = stream;
  }

  /** Makes the next ids of this stream the given ones, so that a run can carry the ids of an incident's evidence. */
  pin(...pins: Pins<string>): void {
    const { values, optional } = split(pins);
    if (values.length === 0 || !values.every((value) => typeof value === "string" && value !== ""))
      throw new StoryMistake(`pin of the random stream ${this.#name}: give the ids, each a text.`);
    this.#stream.pin(...values);
    this.#place = optional ? undefined : storyPlace(this.pin);
  }

  /** The same for the next draws of an integer. */
  pinIntegers(...pins: Pins<number>): void {
    const { values, optional } = split(pins);
    if (values.length === 0 || !values.every((value) => Number.isInteger(value) && value >= 0))
      throw new StoryMistake(`pinIntegers of the random stream ${this.#name}: give whole numbers from 0.`);
    this.#stream.pinIntegers(...values);
    this.#place = optional ? undefined : storyPlace(this.pinIntegers);
  }

  get unused(): { readonly what: string; readonly place: StoryPlace } | undefined {
    const left = this.#stream.pinsLeft;
    if (left === 0 || !this.#place) return undefined;
    return { what: `pins of the random stream ${this.#name}: ${left} more`, place: this.#place };
  }
}

/** The world's random streams as a story pins them: names are checked, and what nobody drew can be told. */
export class StoryRandom {
  readonly #streams: RandomStreams;
  readonly #functions: () => readonly string[];
  readonly #used = new Map<string, StoryStream>();

  constructor(streams: RandomStreams, functions: () => readonly string[]) {
    this.#streams = streams;
    this.#functions = functions;
  }

  /** Throws StoryMistake when nothing draws from a stream of this name. */
  stream(name: StreamName): StoryStream {
    requireKnown("world.random.stream", "random stream", name, streamNames(this.#functions()));
    const stream = this.#used.get(name) ?? new StoryStream(name, this.#streams.stream(name));
    this.#used.set(name, stream);
    return stream;
  }

  unused(): { readonly what: string; readonly place: StoryPlace }[] {
    return [...this.#used.values()].flatMap(({ unused }) => (unused ? [unused] : []));
  }
}

function split<T extends string | number>(pins: readonly (T | Optional)[]): { values: T[]; optional: boolean } {
  const last = pins.at(-1);
  const options = typeof last === "object" ? last : undefined;
  const values = pins.filter((pin): pin is T => typeof pin !== "object");
  return { values, optional: options?.optional === true };
}
