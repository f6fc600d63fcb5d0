import { Socket, type TcpNetConnectOpts } from "node:net";

type Connect = (this: Socket, options: TcpNetConnectOpts) => Socket;

/** One for each thread, although this module may be loaded there anew, for each file of tests. */
const KEY = Symbol.for("toq-media-harness: node's own way to connect");
const kept = globalThis as { [KEY]?: Connect };
/** msw takes the place of Node's for all sockets of the thread as soon as a part that sends HTTP by itself runs. */
kept[KEY] ??= Socket.prototype.connect as Connect;

/**
 * A connection to this machine that no interception sees: it is the harness's own, and must break where a connection breaks. To be
 * loaded before anything intercepts.
 */
export function connectDirectly(options: TcpNetConnectOpts): Socket {
  const connect = kept[KEY] ?? (Socket.prototype.connect as Connect);
  return connect.call(new Socket(), options);
}
