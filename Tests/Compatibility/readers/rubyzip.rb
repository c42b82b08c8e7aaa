require 'fileutils'
require 'zip'

Zip::File.open(ARGV[0]) do |zip|
  zip.each do |entry|
    entry.restore_permissions = true
    entry.restore_times = true
    FileUtils.mkdir_p(File.dirname(entry.name))
    entry.extract
  end
end
