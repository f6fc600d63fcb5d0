import type { IssuedTokens } from "../../auth/tokens.ts";

export function tokensBody(tokens: IssuedTokens): unknown {
  return { tokens: { accessToken: tokens.accessToken, refreshToken: tokens.refreshToken } };
}
