/** A camera or microphone as the browser names it. */
export interface Device {
  readonly id: string;
  readonly label: string;
}

export interface DeviceList {
  readonly cameras: readonly Device[];
  readonly microphones: readonly Device[];
}

export const NO_DEVICES: DeviceList = { cameras: [], microphones: [] };

type Devices = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>;

/** Lists the devices now, and whenever one is plugged in or out, until the returned function is called. */
export function followDevices(devices: Devices, onList: (list: DeviceList) => void): { read(): Promise<void>; stop(): void } {
  let stopped = false;
  const read = async (): Promise<void> => {
    const found = await devices.enumerateDevices().catch(() => []);
    if (!stopped) onList(sortDevices(found));
  };
  const onChange = (): void => void read();
  devices.addEventListener('devicechange', onChange);
  return {
    read,
    stop() {
      stopped = true;
      devices.removeEventListener('devicechange', onChange);
    },
  };
}

/** Before a permission is given the browser lists devices without an id, which cannot be chosen. */
export function sortDevices(found: readonly Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>[]): DeviceList {
  const pick = (kind: MediaDeviceKind): Device[] =>
    found
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { cameras: pick('videoinput'), microphones: pick('audioinput') };
}
