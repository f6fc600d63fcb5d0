import type { DatabaseConnection, DatabasePool } from "../../server/ports.ts";
import { ModelledConnection } from "./modelled-connection.ts";
import type { SqlConnection } from "./sql-connection.ts";
import type { StatementDelivery } from "./statement-delivery.ts";

/**
 * A world's pool as the server sees it. Handing out a connection takes no time and leaves no trace: the real connection
 * is opened with its first statement. When all are out, callers wait in the order they came.
 */
export class ModelledPool implements DatabasePool {
  readonly #delivery: StatementDelivery;
  readonly #free: SqlConnection[];
  readonly #queue: ((connection: SqlConnection) => void)[] = [];

  constructor(connections: readonly SqlConnection[], delivery: StatementDelivery) {
    this.#free = [...connections];
    this.#delivery = delivery;
  }

  async getConnection(): Promise<DatabaseConnection> {
    const connection =
      this.#free.shift() ?? (await new Promise<SqlConnection>((resolve) => void this.#queue.push(resolve)));
    return new ModelledConnection(connection, this.#delivery, () => this.#takeBack(connection));
  }

  /** The one used last is given out first, so that a world opens no more connections than it needs. */
  #takeBack(connection: SqlConnection): void {
    const next = this.#queue.shift();
    if (next) next(connection);
    else this.#free.unshift(connection);
  }
}
