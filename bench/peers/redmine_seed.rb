# Fills a Redmine of its own for `make bench-peers`: one project for each number of actions, and somebody to sign in.
counts = ENV.fetch('COUNTS').split(',').map(&:to_i)
Setting.per_page_options = '50,150'
Setting.rest_api_enabled = '0'
admin = User.find_by_login('admin')
admin.password = admin.password_confirmation = ENV.fetch('BENCH_WORDS')
admin.must_change_passwd = false
admin.save!(validate: false)
tracker = Tracker.first
status = IssueStatus.first
priority = IssuePriority.first
counts.each do |count|
  project = Project.new(name: "Plan of #{count}", identifier: "plan-#{count}")
  project.trackers = [tracker]
  project.enabled_module_names = ['issue_tracking']
  project.save!
  rows = (1..count).map do |number|
    {
      project_id: project.id, tracker_id: tracker.id, status_id: status.id, priority_id: priority.id,
      author_id: admin.id, assigned_to_id: admin.id, subject: "Action #{number} of the improvement plan",
      start_date: Date.new(2025, 7, 1), due_date: Date.new(2025, 7, 31) >> (number % 12),
      done_ratio: (number % 11) * 10, created_on: Time.now, updated_on: Time.now, lft: 1, rgt: 2
    }
  end
  rows.each_slice(500) { |part| Issue.insert_all(part) }
end
Issue.where(root_id: nil).update_all('root_id = id')
