/** Operations that AWS has and this room refuses by name. */
export const NOT_EMULATED = ["RedriveExecution"] as const;
