import { signal } from "@preact/signals";
import { type Address, formatAddress, parseAddress } from "../address.ts";

export const address = signal<Address>(parseAddress(location.hash));

addEventListener("hashchange", () => {
  address.value = parseAddress(location.hash);
});

/** A new entry in the browser's history. */
export function goTo(next: Address): void {
  location.hash = formatAddress(next);
}

export function openScenario(key: string): void {
  goTo({ page: "scenario", key, event: undefined, filter: "", tab: undefined });
}

/** In place of the current entry: what somebody types or walks through is no page of its own. */
export function changeTo(next: Address): void {
  address.value = next;
  history.replaceState(null, "", formatAddress(next));
}
