import type { DatabaseConnection, SqlValue } from "../../server/ports.ts";
import type { SqlConnection } from "./sql-connection.ts";
import type { StatementDelivery } from "./statement-delivery.ts";

/** One checked-out connection. Its statements run one after another, as on a real connection. */
export class ModelledConnection implements DatabaseConnection {
  readonly #connection: SqlConnection;
  readonly #delivery: StatementDelivery;
  readonly #giveBack: () => void;
  #before: Promise<unknown> = Promise.resolve();
  #released = false;

  constructor(connection: SqlConnection, delivery: StatementDelivery, giveBack: () => void) {
    this.#connection = connection;
    this.#delivery = delivery;
    this.#giveBack = giveBack;
  }

  execute(sql: string, values: readonly SqlValue[] = []): Promise<[unknown, unknown]> {
    return this.#inTurn(sql, values);
  }

  query(sql: string): Promise<[unknown, unknown]> {
    return this.#inTurn(sql, undefined);
  }

  release(): void {
    if (this.#released) throw new Error("a database connection was released twice");
    this.#released = true;
    this.#giveBack();
    if (this.#connection.inTransaction) {
      throw new Error("a database connection was released inside a transaction: COMMIT or ROLLBACK it first");
    }
  }

  #inTurn(sql: string, values: readonly SqlValue[] | undefined): Promise<[unknown, unknown]> {
    if (this.#released) return Promise.reject(new Error(`'${sql}' came on a database connection already released`));
    const perform = (): Promise<[unknown, unknown]> => this.#delivery.perform(this.#connection, sql, values);
    const answer = this.#before.then(perform);
    this.#before = answer.catch(() => {});
    return answer;
  }
}
