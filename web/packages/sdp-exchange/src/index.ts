/** What WHIP (RFC 9725) and WHEP have in common: an offer is posted, an answer and a resource come back. */
export { type Exchange, type ExchangeOptions, postOffer } from './exchange';
export { readIceServers } from './ice-servers';
export { OutOfReach, Refusal } from './refusal';
export { Resource } from './resource';
