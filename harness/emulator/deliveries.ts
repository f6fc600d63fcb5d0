import type { Clock } from "../clock/clock.ts";
import type { KeptEntity, StateChanges } from "./state-changes.ts";

const KIND = "delivery";

interface Delivery<Sent> {
  /** For people, in the trace: `sns tells arn:…`. */
  readonly name: string;
  readonly sent: Sent;
}

/** What a service sends on behalf of a request that has been answered: it goes out once more when the process ends before it arrived. */
export class Deliveries<Sent> {
  readonly #clock: Clock;
  readonly #send: (sent: Sent) => Promise<unknown>;
  readonly #underWay = new Map<number, Delivery<Sent>>();
  #last = 0;
  /** Told of what is under way, where it is kept. */
  changes: StateChanges | undefined;

  constructor(clock: Clock, send: (sent: Sent) => Promise<unknown>) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Sends beside what the caller does; takes no virtual time of his. */
  send(name: string, sent: Sent): void {
    const number = ++this.#last;
    const delivery = { name, sent };
    this.#underWay.set(number, delivery);
    this.changes?.changed(KIND, [String(number)], () => delivery);
    this.#spawn(number, delivery);
  }

  restore({ key: [number], value }: KeptEntity): void {
    this.#last = Math.max(this.#last, Number(number));
    this.#underWay.set(Number(number), value as Delivery<Sent>);
  }

  /** Sends all that was under way before a restart. What has arrived without an answer arrives twice. */
  resume(): void {
    for (const [number, delivery] of this.#underWay) this.#spawn(number, delivery);
  }

  #spawn(number: number, { name, sent }: Delivery<Sent>): void {
    void this.#clock.spawn(name, async () => {
      await this.#send(sent);
      this.#underWay.delete(number);
      this.changes?.removed(KIND, [String(number)]);
    });
  }
}

/** Whether an entity is one of Deliveries. */
export const isDelivery = ({ kind }: KeptEntity): boolean => kind === KIND;
