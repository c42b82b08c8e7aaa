# The reader of RubyGems, which leaves it to its caller to make files.
require 'fileutils'
require 'rubygems/package'
require 'zlib'

File.open(ARGV[0], 'rb') do |file|
  Gem::Package::TarReader.new(ARGV[0].end_with?('gz') ? Zlib::GzipReader.new(file) : file).each do |entry|
    path = entry.full_name
    FileUtils.mkdir_p(entry.directory? ? path : File.dirname(path))
    if entry.file?
      File.binwrite(path, entry.read || '')
      File.chmod(entry.header.mode, path)
      File.utime(entry.header.mtime, entry.header.mtime, path)
    elsif entry.header.typeflag == '2'
      File.symlink(entry.header.linkname, path)
    end
  end
end
