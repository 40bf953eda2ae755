import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { selfSigned } from './certificate.ts';
import { portsInARow } from './free-ports.ts';

/** Where `.ci/ftp-daemons` unpacks Debian's packages. */
const CACHE =
  process.env.FEEDWRIGHT_FTP_DAEMONS ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'feedwright/ftp-daemons');

const USERNAME = 'dealer';
const PASSWORD = 'planted-password';
/** SHA-512 crypt of the password, as `openssl passwd -6` makes it. */
const CRYPTED =
  '$6$n/cqTC5plXXtr583$ISJJKlnntE5uzfyGUGIcIzolRvEPXGwZFJzMtpHpjyI6ByV37VFYSbTGoNTz3of.VXS7kisyMskFSP4RzNUPM.';
/** Whom the accounts of ProFTPD and Pure-FTPd write as. */
const NOBODY = 65_534;
const PASSIVE_PORTS = 8;

interface Setting {
  folder: string;
  /** What the account sees as "/"; it may write below `www`. */
  root: string;
  port: number;
  passive: [first: number, last: number];
  tls: boolean;
}

interface Launch {
  username?: string;
  args: string[];
}

const write = (setting: Setting, name: string, text: string, mode = 0o644): string => {
  const path = join(setting.folder, name);
  writeFileSync(path, text, { mode });
  return path;
};

const program = (path: string) => join(CACHE, 'usr', path);

/** Accepts anonymous users whose password stands in a file: real accounts would need PAM. */
const vsftpd = (setting: Setting): Launch => {
  const { folder, root, port, passive, tls } = setting;
  mkdirSync(join(folder, 'empty'));
  const settings = {
    listen: 'YES',
    listen_address: '127.0.0.1',
    listen_port: port,
    background: 'NO',
    local_enable: 'NO',
    anonymous_enable: 'YES',
    anon_root: root,
    // It looks into the account's own home first, which "nobody" does not have.
    ftp_username: 'daemon',
    write_enable: 'YES',
    anon_upload_enable: 'YES',
    anon_mkdir_write_enable: 'YES',
    anon_other_write_enable: 'YES',
    anon_world_readable_only: 'NO',
    anon_umask: '022',
    secure_email_list_enable: 'YES',
    email_password_file: write(setting, 'passwords', `${PASSWORD}\n`),
    secure_chroot_dir: join(folder, 'empty'),
    seccomp_sandbox: 'NO',
    isolate_network: 'NO',
    pasv_min_port: passive[0],
    pasv_max_port: passive[1],
    ssl_enable: tls ? 'YES' : 'NO',
    allow_anon_ssl: 'YES',
    force_anon_logins_ssl: tls ? 'YES' : 'NO',
    force_anon_data_ssl: tls ? 'YES' : 'NO',
    require_ssl_reuse: 'YES',
    ssl_ciphers: 'HIGH',
    rsa_cert_file: join(folder, 'cert.pem'),
    rsa_private_key_file: join(folder, 'key.pem'),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  return { username: 'anonymous', args: [write(setting, 'vsftpd.conf', lines.join(''))] };
};

const proftpd = (setting: Setting): Launch => {
  const { folder, root, port, passive, tls } = setting;
  const account = `${USERNAME}:${CRYPTED}:${NOBODY}:${NOBODY}::${root}:/bin/false\n`;
  const lines = [
    'ServerType standalone',
    'DefaultAddress 127.0.0.1',
    'SocketBindTight on',
    'UseIPv6 off',
    'UseReverseDNS off',
    `Port ${port}`,
    'User nobody',
    'Group nogroup',
    `ModulePath ${program('lib/proftpd')}`,
    'LoadModule mod_tls.c',
    `AuthUserFile ${write(setting, 'accounts', account, 0o600)}`,
    'AuthOrder mod_auth_file.c',
    'RequireValidShell off',
    `DefaultRoot ${root}`,
    'AllowOverwrite on',
    `PassivePorts ${passive.join(' ')}`,
    `PidFile ${join(folder, 'pid')}`,
    `ScoreboardFile ${join(folder, 'scoreboard')}`,
    `TLSEngine ${tls ? 'on' : 'off'}`,
    'TLSRequired on',
    `TLSECCertificateFile ${join(folder, 'cert.pem')}`,
    `TLSECCertificateKeyFile ${join(folder, 'key.pem')}`,
    '<IfModule mod_delay.c>\nDelayEngine off\n</IfModule>',
    'TransferLog NONE',
    'WtmpLog off',
  ];
  return { args: ['-n', '-q', '-c', write(setting, 'proftpd.conf', `${lines.join('\n')}\n`)] };
};

const pureFtpd = (setting: Setting): Launch => {
  const { folder, root, port, passive, tls } = setting;
  const database = join(folder, 'accounts.pdb');
  // Its own hashing would take seconds of every login. Limits, quotas and addresses follow the home: none.
  const account = `${USERNAME}:${CRYPTED}:${NOBODY}:${NOBODY}::${root}/./${':'.repeat(12)}\n`;
  const accounts = write(setting, 'accounts', account, 0o600);
  execFileSync(program('bin/pure-pw'), ['mkdb', database, '-f', accounts]);
  const args = [
    ...['-S', `127.0.0.1,${port}`, '-p', passive.join(':'), '-g', join(folder, 'pid')],
    ...['-l', `puredb:${database}`, '-E', '-A', '-H'],
    ...['-Y', tls ? '3' : '0', '-2', `${join(folder, 'cert.pem')},${join(folder, 'key.pem')}`],
  ];
  return { args };
};

const DAEMONS = { vsftpd, proftpd, 'pure-ftpd': pureFtpd };
export type Daemon = keyof typeof DAEMONS;
export const DAEMON_NAMES = Object.keys(DAEMONS) as Daemon[];

const isRoot = () => process.getuid?.() === 0;

/** Why a server cannot be started here; null where it can. */
export const missingReason = (daemon: Daemon): string | null => {
  if (!existsSync(program(`sbin/${daemon}`))) return `it is not in ${CACHE}: run .ci/ftp-daemons`;
  return isRoot() ? null : 'it changes its user, which only root may';
};

const settingOf = async (tls: boolean): Promise<Setting> => {
  const folder = mkdtempSync(join(tmpdir(), 'ftp-daemon-'));
  chmodSync(folder, 0o755);
  const root = join(folder, 'root');
  mkdirSync(join(root, 'www'), { recursive: true });
  chmodSync(join(root, 'www'), 0o777);
  const [port, first, ...others] = await portsInARow(1 + PASSIVE_PORTS);
  return { folder, root, port, passive: [first as number, others.at(-1) as number], tls };
};

const listens = (port: number): Promise<boolean> =>
  new Promise((found) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      found(true);
    });
    socket.once('error', () => found(false));
  });

const untilListening = async (port: number, child: ChildProcess): Promise<void> => {
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}`);
    await pause(20);
  }
};

/** Starts a real FTP server on loopback with one account. */
export const startDaemon = async (daemon: Daemon, { tls = true } = {}) => {
  const setting = await settingOf(tls);
  const certificate = selfSigned('127.0.0.1');
  write(setting, 'cert.pem', certificate.cert);
  write(setting, 'key.pem', certificate.key, 0o600);
  const { username = USERNAME, args } = DAEMONS[daemon](setting);
  const libraries = ['usr/lib', 'lib'].map((path) =>
    join(CACHE, path, `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`),
  );
  const child = spawn(program(`sbin/${daemon}`), args, {
    env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':') },
    stdio: 'ignore',
  });
  await untilListening(setting.port, child).catch((error) => {
    child.kill();
    throw error;
  });
  const [first, last] = setting.passive;
  return {
    www: join(setting.root, 'www'),
    certificate,
    passive: Array.from({ length: last - first + 1 }, (_, n) => first + n),
    secret: { host: '127.0.0.1', port: String(setting.port), username, password: PASSWORD },
    [Symbol.asyncDispose]: async () => {
      const ended = child.exitCode === null ? once(child, 'exit') : null;
      child.kill();
      await ended;
      rmSync(setting.folder, { recursive: true, force: true });
    },
  };
};
