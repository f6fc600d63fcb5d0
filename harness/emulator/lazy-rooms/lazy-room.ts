import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import type { Denial, IdentifiedOperation, Room, RoomCall, ServiceName } from "../room.ts";

/** A room that is made, and its code loaded, when somebody first needs it. */
export class LazyRoom<R extends Room> implements Room {
  readonly service: ServiceName;
  readonly #make: () => Promise<R>;
  #making: Promise<R> | undefined;
  #made: R | undefined;

  constructor(service: ServiceName, make: () => Promise<R>) {
    this.service = service;
    this.#make = make;
  }

  /** `undefined` as long as nobody has needed it. */
  get made(): R | undefined {
    return this.#made;
  }

  /** Makes the room, once. Rejects with what making it throws; the next call tries again. */
  async needed(): Promise<R> {
    this.#making ??= this.#make();
    try {
      this.#made = await this.#making;
      return this.#made;
    } catch (error) {
      this.#making = undefined;
      throw error;
    }
  }

  ready(): Promise<R> | undefined {
    return this.#made ? undefined : this.needed();
  }

  identify(http: HttpRequest): IdentifiedOperation | HttpResponse {
    return this.#room.identify(http);
  }

  handle(call: RoomCall): Promise<HttpResponse> {
    return this.#room.handle(call);
  }

  deny(denial: Denial, http: HttpRequest, requestId: string): HttpResponse {
    return this.#room.deny(denial, http, requestId);
  }

  get #room(): R {
    if (!this.#made) throw new Error(`The room of ${this.service} has been asked before it was ready.`);
    return this.#made;
  }
}
