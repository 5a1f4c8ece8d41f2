// Primes for the signing keys of SIMULATED user pools. They are public on purpose and protect nothing: anyone who has this file can sign the tokens of a
// simulated pool, and nobody but the simulator's own well-known documents ever vouches for them. They are embedded because searching for 1024-bit
// primes takes a second for each key, and a pool's keys must be there at once and be the same every time the same story is told.
import { fromBase64 } from './bytes.ts';
import { fromBytes } from './integers.ts';

const size = 128;
/** Big-endian, `size` bytes each, as base64. The two highest bits of each are set, so that any two make a modulus of 2048 bits. */
const packed = [
  '0zwrFevRExubNrPcu5PiRPtLy/tO/s+Gx+elpK1bx/7h1LDcwioQmcJMoxK6xSUuL1NxgGDQCSGPuSbe1q9Dp50j+lL2PtYbPIeYfQVtqaZW3IhHMWaLzwqvOpr0KW7BKO01',
  '9qUjt0RXwrAUwrYxirsX6helsbNln4rYthHZsmfJP7HBR2UjL8rEGT5WPcfJBHG5322Ki+T7Bg0AK6STYW5BdVrdCIwlOm5aft/700LefOcY+uNtCKUk37oUEMQoh5KGOLCk',
  'G4Y5TrCXsAeN37k/2WLDCi9YREAkitwltOnF8isuoHYLlXGbIcAyH3v+pBIlqY6RMpBnhXMiDUeaYdJQ7TiGjy8PxL8Jz6suOWcUgaz2rcqV2a8amxyrfs01IfIepCUJHrNM',
  'uNQja7+6P2GxJZcG4b28RqvMZDNSxLjb4yQdmBOub6ppS5xZRkkk/XbSpHA2IJlJNrfvM+52fzKpl3o9ptL8y2dXIYJCJanb/eiJO/8yxXLI0CiBE5FNygkKRM8AwkPETS2w',
  'DheXXxzi21/zWwm9AJsywv9cs8tJl64+jsT2bJR1Zie/7LNi//FT4GM5OF6CN9iPBFRH6y+bKBZNVwVHY4PEdOUUKW+AYcP9uTvUrndAe4DvtVW7BSVvjBdKGzdkT8tpxSsr',
  '0zRpDpYuByOZE4b9rlGVeG3aMxxRbD/WjrSvcuZ2iVXhY5KhhNgK0voW0scWcsArdWeLZGeQPOHD8ZW4H1r03b8b2XA0xdlGwrwN/9BBlaAw+ks6ds8/oTNVKIr/kjECai9r',
  'vhkdfiAvQrF7XRoydeWjdfUvx5d9Nv2/3viNaihnyPcASuiCXAvsYYkRsVPo0eyOc49+3IsvjKhwuMaZMe8ln8xRdCoYKN3uf6fKEOiOMrI7+wfzIkCuZYLe5xALrd3niWtc',
  '9UTMawCglmCyL/SNG7SWJSo0JXnGCcdRMVpuHSeWK5fl9xfdAhJFqT+jEwoY5Px6gzowzs/mBeE81ekpGB6B86X8bYgyGKfbPX2Bw4TS+wctfBKUYRkVWl1ykMw75esuF1vz',
  'T3xRdPqStwjBv2aCVL84qUvuq1MIxM3VtCkcvX7eizXN1d3uXXIYD4/tFEg8bjrPGmzyNPMx8gxfESXJbbCQoXp78PUZaWfWHdPSW6Y9664Fza1ZkEVSHG1On21j7tSk5ACY',
  '83rxm8/GO3/1dOWiCFM5OCi4tqf1oqylTyUVeAYlwBgCzkd1+u8sHd0IILwqDaNrj+QoU5Y+WE6h9apiNo3D3INDDFULUL3fW+FUaedUFwVWAqFsplohJaXnz2FP9Zq4j1+w',
  'osB7yKi2wqiFXdoGXWUyWuQUyd2HBLUxtr5GX0OJO+JTH+C9kieU2Rk8hL9dOVG47um8rQmRe3VfOzqfAlaHRuSE2rDT8OdLc/H5Ln2l3QhPr7IByHVsiIalukV/TUkxypUK',
  '/81q506hDxinIqB4OjXzfMqx7HHVzyPBFOwAupK2XvhqcoPPd2px0oeEr7zWJKtZpt/GEOEM735QYCG6N6H371+yPU9Lp+bqLraGZSUIJzX93C76yZcoY42eN65vfbb3jhkf',
  'vE57NeNhqQrruZikxgvxc2258vwAy7MnXJuOXQVY8V1O5OweocMcmsU3WLHb90Q4kGwYlvYwM92JNwcJNv+zK/73ABTdTsFM+bjpiQX5cinVccJg2QG9Tdnq6kHe/daIGUUB',
  'YRpTwbozyhZbRCM7jt44YDftupZ161b/ethvrlWWWenQQIgjaDuzJXiSfMvA7tKqf7wiHvycEOMW70ZYUy8Dg2xESgS9wn9xkORy31RRXef/S4xoRa0Hx3ad8K2MTUUS8UL+',
  '7kKhPe0YdNY5YdCKGHcFShLSQAPFO80RRDBMlhViq4tioSUOP651e3yEnskErNQoQbb6QOg9PU0wuuF4RjAtoNpsKjkYmEd27Ic3aziLwDmWJ0ZqNJVwsOFcAQszH2Jf1Mef',
  '6nadzmpPUlDPwGn+U7cQnCxBoWqyLlC3lGj4dR3wY4ZbdBnzdoTftU6qWCrWYFP94mEB6RLQjSxRXyJQuq7RYR3qU2BVTCP0Odx08ob7yAVTZg1oXWPZoSzV2MHbTJ7fnKg8',
  'prXUVKv1gcYCyDr+tXhUNIpb3ZfcQnAy2F5ieMsaPfWAvGF3fsKdL6Waq8J/SwnO6KJhATNkVJEtVgUe2bZY33cukw2qWQLtLLAva1QuX9nTTkL5YKyciOtKxeELPbxMeIBt',
  'Vc5lu/W32KKaSHPF9ZRUpG2PUh/CFDGGPc4SFSG/zcLdjc2K5EgGgykAxkRAMXPYPalAC1pHUWFVhoOSuopVBuYA0wBt2H68JMA0QNZRcHoYZjw0rDtXLDTJk9bQ6tRHc6SK',
  'yXMyQvvTq6366chvebW45+2j7I3E41rRe2p4ms5EututlCKJqmaSRU95/Bumj8S2AlfXuIWAm6i+ZuvqamdK+61Fts9/bfS4izuSW6bVdVflEEPZjRioHKgq/vPLNrhGO5Q+',
  '7kTnxWg7G+3CePIPb74BDOal7w6X/0pCNDpMEHh7jg0uvCBOdwpnzA9W0XNHE6fGSD2tKHI/GLsvZIHl5OY7ZRRmuEA/jXC8FDiF8cmwPM5zQdVL2irmcYbTpFsd2J+HaPBC',
  'MTa617YtfmEJv9pjkEHze/WkwyLhgj37/u3RKFWVvc27WxhOEJtuXyzaio0pC5vdzHE8F+PZ08qbtQ6GfmoyIvZR4sc=',
].join('');

const bytes = fromBase64(packed) ?? new Uint8Array();

export const simulatedPrimes: readonly bigint[] = Array.from({ length: bytes.length / size }, (_, index) =>
  fromBytes(bytes.slice(index * size, (index + 1) * size)),
);
