/** Bits of the status that a server sends with the end of every answer, by MySQL's names (`SERVER_STATUS_…`). */
export const STATUS = {
  IN_TRANSACTION: 0x0001,
  MORE_RESULTS_EXIST: 0x0008,
  CURSOR_EXISTS: 0x0040,
  SESSION_STATE_CHANGED: 0x4000,
} as const;
