import TestSupport

/// Reads a tar block by block and names every rule that it breaks; written from POSIX.1-2001 and GNU tar's manual alone.
enum TarAudit {
    /// - Returns: One line of output for each broken rule.
    static func run(_ archive: BytePath) async throws -> Tool.Result {
        try await Tool.python(script, [archive.text])
    }

    private static let script = #"""
        import sys

        data = open(sys.argv[1], 'rb').read()

        def rule(holds, text, name=b''):
            if not holds: print(text, name.decode('utf-8', 'backslashreplace'))

        def text(field): return field.split(b'\0')[0]

        def number(field, name):
            if field[0] < 0x80: return octal(field, name)
            value = int.from_bytes(field[1:], 'big')
            rule(field[0] == 0x80 and value >= 1 << 33, 'base 256 without need', name)
            return value

        def octal(field, name):
            digits = field.rstrip(b'\0 ')
            rule(digits.isdigit(), 'octal field', name)
            return int(digits or b'0', 8)

        def records(raw):
            found = {}
            while raw:
                size, rest = raw.split(b' ', 1)
                size = int(size)
                line = raw[:size]
                rule(line.endswith(b'\n'), 'record length')
                key, value = line[len(str(size)) + 1:-1].split(b'=', 1)
                rule(key not in found, 'record twice', key)
                found[key] = value
                raw = raw[size:]
            return found

        position, extended, long, forms, helpers, names, directories = 0, {}, {}, set(), set(), set(), set()
        while position < len(data) and data[position:position + 512] != bytes(512):
            block = data[position:position + 512]
            name, kind = text(block[:100]), block[156:157]
            if text(block[345:500]): name = text(block[345:500]) + b'/' + name
            rule(block[257:265] == b'ustar\00000', 'magic', name)
            total = sum(block[:148]) + 8 * 32 + sum(block[156:])
            rule(octal(block[148:156], name) == total, 'checksum', name)
            rule(octal(block[108:116], name) == octal(block[116:124], name) == 0, 'owner', name)
            rule(text(block[265:297]) == text(block[297:329]) == b'', 'owner name', name)
            mode, size, time = octal(block[100:108], name), number(block[124:136], name), octal(block[136:148], name)
            rule(mode & ~0o777 == 0, 'mode', name)
            rule(kind != b'5' or mode & 0o700 == 0o700, 'directory that its owner cannot write to', name)
            rule(kind in (b'0', b'5', b'2', b'x', b'L', b'K'), 'type ' + repr(kind), name)
            position += 512
            if kind == b'x':
                rule(name not in helpers and len(name) <= 100, 'name of an extended header', name)
                helpers.add(name)
                extended = records(data[position:position + size])
                rule(extended and set(extended) <= {b'mtime'}, 'records ' + repr(list(extended)), name)
                rule(not long, 'extended header behind a long name', name)
            elif kind in (b'L', b'K'):
                raw = data[position:position + size]
                rule(name == b'././@LongLink' and raw[-1:] == b'\0' and b'\0' not in raw[:-1], 'long name', name)
                rule(kind not in long, 'long name twice', name)
                long[kind] = raw[:-1]
            else:
                path, link = long.get(b'L', name), long.get(b'K', text(block[157:257]))
                cut = [at for at in range(1, len(path) - 1) if path[at:at + 1] == b'/' and at <= 155]
                fits = len(path) <= 100 or any(len(path) - at - 1 <= 100 for at in cut)
                if len(path) > 100: forms.add((b'L' in long, fits))
                rule(not (len(path) <= 100 and b'L' in long), 'long name without need', path)
                rule(not (len(link) <= 100 and b'K' in long), 'long link without need', path)
                if extended: rule(time == min(max(int(extended[b'mtime']), 0), (1 << 33) - 1), 'time without need', path)
                rule((kind == b'5') == path.endswith(b'/'), 'slash', path)
                rule(kind == b'0' or size == 0, 'size of no file', path)
                rule((kind == b'2') == bool(link), 'link target', path)
                parts = path.rstrip(b'/').split(b'/')
                rule(all(part not in (b'', b'.', b'..') for part in parts), 'unsafe name', path)
                rule(path not in names, 'name twice', path)
                rule(not names or b'/'.join(parts[:-1]) in directories, 'directory after what it holds', path)
                names.add(path)
                if kind == b'5': directories.add(b'/'.join(parts))
                extended, long = {}, {}
            end = position + size
            position = end + -size % 512
            rule(not any(data[end:position]), 'padding', name)
        rule(len({form for form, _ in forms}) < 2, 'some long names are cut, and others are not')
        rule((True, True) not in forms or (True, False) in forms, 'long names without need')
        rule(not extended and not long, 'header without a member')
        rule(data[position:] == bytes(1024), 'two zero blocks at the end, and nothing else')
        """#
}
