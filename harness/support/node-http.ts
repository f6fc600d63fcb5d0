/**
 * What a server needs of node:http. An `import` of that module also evaluates its exports that Node loads on demand (WebSocket
 * and the like), and with them undici: 13 MB and 20 ms that no server of ours needs.
 */
export const { createServer, STATUS_CODES } = process.getBuiltinModule("node:http");
