import TestSupport

/// Reads a zip byte for byte and names every rule that it breaks; written from the specification alone.
enum ZipAudit {
    /// - Parameter readingData: False skips the contents, for archives of many gigabytes.
    /// - Returns: One line of output for each broken rule.
    static func run(_ archive: BytePath, readingData: Bool = true) async throws -> Tool.Result {
        try await Tool.python(script, [archive.text, readingData ? "data" : "headers"])
    }

    private static let script = #"""
        import calendar, mmap, struct, sys, zlib

        MAX = 0xFFFFFFFF
        file = open(sys.argv[1], 'rb')
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

        def rule(holds, text, name=b''):
            if not holds: print(text, name.decode('utf-8', 'backslashreplace'))

        def extras(raw):
            found = []
            while raw:
                kind, size = struct.unpack_from('<HH', raw)
                found.append((kind, raw[4:4 + size]))
                raw = raw[4 + size:]
            return found

        # End of central directory: the very last bytes, no comment.
        end = len(data) - 22
        rule(data[end:end + 4] == b'PK\5\6', 'no end record at the very end')
        disk, start, here, count, size, offset, comment = struct.unpack_from('<4HIIH', data, end + 4)
        rule((disk, start, comment) == (0, 0, 0) and here == count, 'end record')
        last = end
        if data[end - 20:end - 16] == b'PK\6\7':
            disk, record, disks = struct.unpack_from('<IQI', data, end - 16)
            rule(disk == 0 and disks == 1 and record == end - 76, 'zip64 locator')
            rule(data[record:record + 4] == b'PK\6\6', 'zip64 end record')
            rest, _, needed, _, _, here64, count64, size64, offset64 = struct.unpack_from('<QHHIIQQQQ', data, record + 4)
            rule(rest == 44 and needed == 45 and here64 == count64, 'zip64 end record')
            rule(count64 > 65534 or size64 > MAX - 1 or offset64 > MAX - 1, 'zip64 end record without need')
            rule(count in (65535, count64), 'entry count')
            count, size, offset, last = count64, size64, offset64, record
        else:
            rule(count < 65535 and size < MAX and offset < MAX, 'zip64 end record missing')
        rule(offset + size == last, 'gap after the central directory')

        def check_times(name, fields, extra):
            moment = [body for kind, body in extra if kind == 0x5455]
            rule(len(moment) <= 1 and all(len(body) == 5 and body[0] == 1 for body in moment), 'time extra', name)
            time, date = fields
            stamp = (1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
            rule(1 <= stamp[1] <= 12 and 1 <= stamp[2] <= 31 and stamp[5] < 60, 'DOS time', name)
            if moment:
                exact = struct.unpack('<i', moment[0][1:])[0]
                clamped = max(exact, 315532800)
                rule(clamped // 2 * 2 == calendar.timegm(stamp), 'DOS time differs from the extra', name)

        def check_stored_blocks(name, start, end):
            position, total, final = start, 0, False
            while position < end and not final:
                kind, length, complement = struct.unpack_from('<BHH', data, position)
                if kind & 6: return
                rule(length ^ complement == 0xFFFF, 'stored block', name)
                final = kind == 1
                position += 5 + length
            rule(final and position == end, 'stored blocks end early', name)

        position, expected = offset, 0
        names, directories = set(), set()
        for index in range(count):
            rule(data[position:position + 4] == b'PK\1\2', 'central header')
            (made, needed, flags, method, time, date, crc, packed, unpacked, name_size, extra_size, comment, disk, internal,
             attributes, header) = struct.unpack_from('<HHHHHHIIIHHHHHII', data, position + 4)
            name = data[position + 46:position + 46 + name_size]
            extra = extras(data[position + 46 + name_size:position + 46 + name_size + extra_size])
            position += 46 + name_size + extra_size
            rule((comment, disk) == (0, 0), 'comment or disk', name)
            rule(all(kind in (1, 0x5455) for kind, _ in extra), 'unknown extra field', name)
            wide = dict(extra).get(1)
            if wide is not None:
                rule(extra[0][0] == 1, 'zip64 is not the first extra', name)
                places = [place for place, value in enumerate((unpacked, packed, header)) if value == MAX]
                rule(places and len(wide) == 8 * len(places), 'zip64 extra holds what did not overflow', name)
                values = [unpacked, packed, header]
                for place, value in zip(places, struct.unpack('<%dQ' % len(places), wide)):
                    rule(value >= MAX, 'zip64 value without need', name)
                    values[place] = value
                unpacked, packed, header = values
            rule(header == expected, 'gap before the local header', name)

            # The local header says the same.
            rule(data[header:header + 4] == b'PK\3\4', 'local header', name)
            (l_needed, l_flags, l_method, l_time, l_date, l_crc, l_packed, l_unpacked, l_name_size,
             l_extra_size) = struct.unpack_from('<HHHHHIIIHH', data, header + 4)
            l_name = data[header + 30:header + 30 + l_name_size]
            l_extra = extras(data[header + 30 + l_name_size:header + 30 + l_name_size + l_extra_size])
            rule((l_flags, l_method, l_time, l_date, l_name) == (flags, method, time, date, name), 'headers differ', name)
            rule([one for one in l_extra if one[0] != 1] == [one for one in extra if one[0] != 1], 'extras differ', name)
            content = header + 30 + l_name_size + l_extra_size
            l_wide = dict(l_extra).get(1)
            if l_wide is not None:
                rule(l_extra[0][0] == 1 and len(l_wide) == 16, 'local zip64 extra', name)
                rule((l_packed, l_unpacked) == (MAX, MAX), 'local sizes beside zip64', name)
                # No deflate stream is a hundredth larger than its content.
                rule(unpacked > MAX * 0.99, 'zip64 for a small entry', name)
                l_unpacked, l_packed = struct.unpack('<QQ', l_wide)
            rule(unpacked < MAX or l_wide is not None, 'local zip64 extra missing', name)

            # Flags, methods, versions.
            streamed = bool(flags & 8)
            is_text = all(byte < 0x80 for byte in name)
            rule(bool(flags & 0x800) == (not is_text), 'UTF-8 flag', name)
            rule(flags & ~0x808 == 0, 'other flags', name)
            rule(not streamed or method == 8, 'STORED with bit 3', name)
            rule(method in (0, 8), 'method', name)
            is_directory = name.endswith(b'/')
            least = 20 if method == 8 else 10
            rule(l_needed == (45 if l_wide is not None else least), 'version needed, local', name)
            rule(needed == (45 if wide is not None or l_wide is not None else least), 'version needed', name)
            rule(made >> 8 == 3, 'made by', name)
            mode = attributes >> 16
            kind = {0o040000: 'directory', 0o100000: 'file', 0o120000: 'link'}.get(mode & 0o170000)
            rule(kind is not None and mode & 0o7000 == 0, 'mode', name)
            rule((kind == 'directory') == is_directory and bool(attributes & 0x10) == is_directory, 'directory', name)
            if kind != 'file': rule(method == 0 and not streamed, 'directory or link with a method', name)
            if is_directory: rule(packed == unpacked == crc == 0, 'directory with content', name)
            check_times(name, (time, date), extra)

            # Data and descriptor.
            after = content + packed
            if streamed:
                rule((l_crc, l_packed if l_wide is None else 0, l_unpacked if l_wide is None else 0) == (0, 0, 0),
                     'sizes before a descriptor', name)
                form = '<IIQQ' if l_wide is not None else '<IIII'
                rule(struct.unpack_from(form, data, after) == (0x08074b50, crc, packed, unpacked), 'descriptor', name)
                after += struct.calcsize(form)
            else:
                rule((l_crc, l_packed, l_unpacked) == (crc, packed, unpacked), 'local sizes', name)
                rule(method == 0 or packed < unpacked, 'deflated to no use', name)
            if method == 0: rule(packed == unpacked, 'stored size', name)
            if sys.argv[2] == 'data':
                raw = data[content:content + packed]
                if method == 8:
                    inflate = zlib.decompressobj(-15)
                    plain = inflate.decompress(raw)
                    rule(inflate.eof and inflate.unused_data == b'', 'deflate stream does not end at its end', name)
                    check_stored_blocks(name, content, content + packed)
                else:
                    plain = raw
                rule(len(plain) == unpacked and zlib.crc32(plain) == crc, 'content', name)
            expected = after

            # Names.
            text = name.decode('utf-8')
            parts = text.rstrip('/').split('/')
            rule(not text.startswith('/') and all(part not in ('', '.', '..') for part in parts), 'unsafe name', name)
            rule('\\' not in text and all(c >= ' ' and c != '\x7f' for c in text), 'unclean name', name)
            rule(name not in names, 'name twice', name)
            rule(index == 0 or '/'.join(parts[:-1]) in directories, 'directory after what it holds', name)
            names.add(name)
            if is_directory: directories.add('/'.join(parts))
            if index == 0 and count > 1: rule(is_directory and len(parts) == 1, 'first entry', name)
        rule(expected == offset, 'gap before the central directory')
        """#
}
